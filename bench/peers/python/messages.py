"""The HTTP that the Python servers need: one request a connection, one answer with its length."""

from http import HTTPStatus

MAX_HEAD = 64 << 10


def parse_head(head):
    """Returns method, path and length of the body; raises ValueError where there is no such thing."""
    lines = head.decode("latin-1").split("\r\n")
    method, path, _ = lines[0].split(" ")
    length = 0
    for line in lines[1:]:
        name, _, value = line.partition(":")
        if name.lower() == "content-length":
            length = int(value)
    return method, path, length


def answer(status, body=b"", media_type="application/json"):
    """Returns the bytes of an answer, after which the server closes the connection."""
    head = (
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n"
        f"Content-Type: {media_type}\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Connection: close\r\n\r\n"
    )
    return head.encode("latin-1") + body
