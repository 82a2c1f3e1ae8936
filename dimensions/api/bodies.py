"""Read the JSON of requests, and name what makes it unreadable."""

import json
from typing import Any, cast

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.parser import Parser

NO_JSON = "The body is no JSON: {error}."
NO_OBJECT = "The body has to be a JSON object, in braces; this is {kind}."
KINDS = {list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number", type(None): "null"}


class UnreadableBodyError(ValueError):
    """Says why a body cannot be read."""


class ObjectParser(Parser):
    """Reads JSON objects: Wagtail’s schemas fail on everything else."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return the object. Raise UnreadableBodyError, which Ninja answers with 400."""
        try:
            sent = json.loads(request.body)
        except ValueError as error:
            raise UnreadableBodyError(NO_JSON.format(error=error)) from error
        if not isinstance(sent, dict):
            raise UnreadableBodyError(NO_OBJECT.format(kind=KINDS[type(sent)]))
        return cast(dict[str, Any], sent)


def sentence_of(error: HttpError) -> str:
    """Return what to tell a program; Ninja replaces the reason why a body is unreadable by words of its own."""
    cause = error.__cause__
    return str(cause if isinstance(cause, UnreadableBodyError) else error)
