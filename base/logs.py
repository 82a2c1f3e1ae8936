"""Logging: the id of the request or task in each line, and filters."""

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_work: ContextVar[str] = ContextVar("work", default="-")


@contextmanager
def work_id(name: str) -> Iterator[None]:
    """Set the id of the current request or task within the context."""
    token = _work.set(name)
    try:
        yield
    finally:
        _work.reset(token)


def current_work_id() -> str:
    """Return the id of the current request or task, or a dash."""
    return _work.get()


class WorkIdFilter(logging.Filter):
    """Adds the id to each record, for any formatter."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Accept every record."""
        record.work_id = current_work_id()
        return True


class NotReadyFilter(logging.Filter):
    """Drops Django's log of a failed readiness check: its client knows the result."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record is none of a failed readiness check."""
        return getattr(getattr(record, "request", None), "path_info", "") != "/ready/" or record.exc_info is not None


# Paths that are keys (base/views.py), up to the end of the secret.
SECRET_ADDRESS = re.compile(r"(/personal/\w+/)[^/\s'\"?]+")


def without_secrets(text: str) -> str:
    """Return a text with the secret parts of paths replaced."""
    return SECRET_ADDRESS.sub(r"\1…", text)


class SecretAddressFilter(logging.Filter):
    """Removes secret paths from records, along with the request, which mails to ADMINS would print."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Accept every record."""
        said = record.getMessage()
        if SECRET_ADDRESS.search(said):
            record.msg, record.args = without_secrets(said), None
        if SECRET_ADDRESS.search(getattr(getattr(record, "request", None), "path", "")):
            record.request = None
        return True


class JsonFormatter(logging.Formatter):
    """Formats each record as one line of JSON, for log collectors."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "work_id": current_work_id(),
            "message": record.getMessage(),
        }
        if record.exc_info:
            fields["exception"] = self.formatException(record.exc_info)
        return json.dumps(fields, ensure_ascii=False)
