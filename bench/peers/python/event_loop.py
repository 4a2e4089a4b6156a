"""The study's async server: all connections on one event loop, which the wait of /sleep blocks."""

import asyncio

from messages import MAX_HEAD, parse_head
from reversal import respond

# As many as the loads open at once.
BACKLOG = 4096


async def serve():
    server = await asyncio.start_server(handle, "127.0.0.1", 0, backlog=BACKLOG, limit=MAX_HEAD)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    async with server:
        await server.serve_forever()


async def handle(reader, writer):
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        method, path, length = parse_head(head)
        body = await reader.readexactly(length)
        writer.write(respond(method, path, body))
        await writer.drain()
    except (ValueError, OSError, EOFError, asyncio.LimitOverrunError):
        pass  # That client alone has no answer.
    finally:
        writer.close()


if __name__ == "__main__":
    asyncio.run(serve())
