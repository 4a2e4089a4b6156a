"""A listening socket, and requests read from a connection that blocks."""

import socket

from messages import MAX_HEAD, parse_head

# As many as the loads open at once.
BACKLOG = 4096
CHUNK = 64 << 10


def listen():
    """Opens a free port and prints its address."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    return listener


def read_request(connection):
    """Returns method, path and the whole body; raises ValueError where none comes."""
    received = bytearray()
    while (end := received.find(b"\r\n\r\n")) < 0:
        if len(received) > MAX_HEAD:
            raise ValueError("The head of the request has no end")
        received += _receive(connection)
    method, path, length = parse_head(received[:end])
    body = received[end + 4 :]
    while len(body) < length:
        body += _receive(connection)
    return method, path, bytes(body)


def _receive(connection):
    received = connection.recv(CHUNK)
    if not received:
        raise ValueError("The client left before its request was whole")
    return received
