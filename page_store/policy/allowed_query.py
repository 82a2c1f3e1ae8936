"""A query that remembers what a view looked at."""

from typing import Any

from django.http import QueryDict


class RecordingQueryDict(QueryDict):
    """The query of a request; `read` names the parameters that were looked at, None when all were.

    A parameter that nobody looks at cannot make a difference to the answer.
    """

    read: set[str] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.read = set()

    def _look(self, name: Any) -> None:
        if self.read is not None:
            self.read.add(str(name))

    def __getitem__(self, name: str) -> Any:
        """Look at one."""
        self._look(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        """Look whether it was given."""
        self._look(name)
        return super().__contains__(name)

    def getlist(self, key: str, default: Any = None) -> Any:
        """Look at all values of one."""
        self._look(key)
        return super().getlist(key, default)


def _looks_at_all(name: str) -> Any:
    inherited = getattr(QueryDict, name)

    def look(self: RecordingQueryDict, *args: Any, **kwargs: Any) -> Any:
        self.read = None
        return inherited(self, *args, **kwargs)

    look.__name__ = name
    return look


for _name in ("__iter__", "__len__", "keys", "values", "items", "lists", "dict", "urlencode", "__deepcopy__"):
    setattr(RecordingQueryDict, _name, _looks_at_all(_name))
