"""The query string of a request, with a record of the parameters that a view reads."""

from typing import Any

from django.http import QueryDict


class RecordingQueryDict(QueryDict):
    """A QueryDict whose `read` names the parameters that were read, None if all of them were.

    A parameter that nobody reads makes no difference to the response.
    """

    read: set[str] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.read = set()

    def _record(self, name: Any) -> None:
        if self.read is not None:
            self.read.add(str(name))

    def __getitem__(self, name: str) -> Any:
        """Read one."""
        self._record(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        """Read whether it was sent."""
        self._record(name)
        return super().__contains__(name)

    def getlist(self, key: str, default: Any = None) -> Any:
        """Read all values of one."""
        self._record(key)
        return super().getlist(key, default)


def _reads_all(name: str) -> Any:
    inherited = getattr(QueryDict, name)

    def look(self: RecordingQueryDict, *args: Any, **kwargs: Any) -> Any:
        self.read = None
        return inherited(self, *args, **kwargs)

    look.__name__ = name
    return look


for _name in ("__iter__", "__len__", "keys", "values", "items", "lists", "dict", "urlencode", "__deepcopy__"):
    setattr(RecordingQueryDict, _name, _reads_all(_name))
