"""The application in this process: what the server spends on an answer, without the way to it and back."""

from typing import Any
from urllib.parse import unquote_to_bytes
from wsgiref.util import setup_testing_defaults

from django.core.handlers.wsgi import WSGIHandler

# The cookie of staff leads past the store.
REQUEST = {"HTTP_HOST": "localhost", "HTTP_COOKIE": "staff=1"}


class Application:
    """Renders pages past the store (PEP 3333)."""

    def __init__(self) -> None:
        self.handler = WSGIHandler()

    def render(self, path: str) -> int:
        """Render the page at a path; return the status."""
        said: list[str] = []
        path, _mark, query = path.partition("?")
        environ = REQUEST | {"PATH_INFO": unquote_to_bytes(path).decode("latin-1"), "QUERY_STRING": query}
        setup_testing_defaults(environ)
        # WSGIHandler neither passes an error nor uses the result.
        start_response: Any = lambda status, _headers: said.append(status)  # noqa: E731 - a function cannot be Any
        answer = self.handler(environ, start_response)
        b"".join(answer)
        answer.close()
        return int(said[0][:3])
