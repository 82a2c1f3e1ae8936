"""What every line of the log says of the request or task that it comes from."""

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
    """Name the request or task that is being worked on, as long as the context lasts."""
    token = _work.set(name)
    try:
        yield
    finally:
        _work.reset(token)


def current_work_id() -> str:
    """Return the name of the request or task that is being worked on, or a dash."""
    return _work.get()


class WorkIdFilter(logging.Filter):
    """Adds the name to each record, for any formatter."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through."""
        record.work_id = current_work_id()
        return True


class NotReadyFilter(logging.Filter):
    """Drops what Django logs of an answer that says that not everything works: whoever asks for it knows."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let all other records through."""
        return getattr(getattr(record, "request", None), "path_info", "") != "/ready/" or record.exc_info is not None


# Addresses that are keys (subscriptions/secret_addresses.py), up to where the secret ends.
SECRET_ADDRESS = re.compile(r"(/personal/\w+/)[^/\s'\"?]+")


def without_secrets(text: str) -> str:
    """Return a text in which nobody finds the secret part of an address."""
    return SECRET_ADDRESS.sub(r"\1…", text)


class SecretAddressFilter(logging.Filter):
    """Takes secret addresses out of what is logged, and the request with them, which mails to ADMINS would print."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through."""
        said = record.getMessage()
        if SECRET_ADDRESS.search(said):
            record.msg, record.args = without_secrets(said), None
        if SECRET_ADDRESS.search(getattr(getattr(record, "request", None), "path", "")):
            record.request = None
        return True


class JsonFormatter(logging.Formatter):
    """One line of JSON for each record, as programs that collect logs take it."""

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
