"""What the Python servers answer."""

import json
import time

from messages import answer

SLEEP_SECONDS = 3


def respond(method, path, body):
    """Returns the answer to a request; the wait of /sleep blocks whoever calls."""
    if method != "POST" or path not in ("/reverse", "/sleep"):
        return answer(404)
    if path == "/sleep":
        time.sleep(SLEEP_SECONDS)
    try:
        values = json.loads(body).values()
        return answer(200, json.dumps({"data": [_reverse(value) for value in values]}).encode())
    except (AttributeError, TypeError, ValueError, RecursionError):
        return answer(400)


def _reverse(value):
    if not isinstance(value, (str, list)):
        raise TypeError("A value is neither a string nor an array")
    return value[::-1]
