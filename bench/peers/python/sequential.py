"""The study's first server: one connection after the other, and the same answer to anything."""

from blocking import listen, read_request
from messages import answer

HELLO = answer(200, b"Hello, World!", "text/plain")


def serve():
    with listen() as listener:
        while True:
            connection, _ = listener.accept()
            with connection:
                try:
                    # All of it: to close with something unread would reset the connection under the answer.
                    read_request(connection)
                    connection.sendall(HELLO)
                except (ValueError, OSError):
                    pass  # That client alone has no answer.


if __name__ == "__main__":
    serve()
