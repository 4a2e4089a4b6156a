"""The study's threaded server: a new thread for each connection, which has one request."""

import threading

from blocking import listen, read_request
from reversal import respond


def serve():
    with listen() as listener:
        while True:
            connection, _ = listener.accept()
            try:
                threading.Thread(target=handle, args=(connection,), daemon=True).start()
            except RuntimeError:
                connection.close()  # The system gives no more threads.


def handle(connection):
    with connection:
        try:
            connection.sendall(respond(*read_request(connection)))
        except (ValueError, OSError):
            pass  # That client alone has no answer.


if __name__ == "__main__":
    serve()
