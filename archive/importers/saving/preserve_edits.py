"""Leave alone what an editor changed: the rule for importing again.

Each page remembers what the import last gave it, field by field. A field that says something else now was
changed in the admin, and stays so; `--overwrite` takes what the files say.
"""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

NOISE = re.compile(r' data-block-key="[^"]*"|\s+')


class Field(NamedTuple):
    """A value that the files give, how to read what the page has now, and how to set it."""

    value: Any
    read: Callable[[], Any]
    write: Callable[[Any], object]


def attribute(page: Any, name: str, value: Any) -> Field:
    """Return the field that is a plain attribute."""
    return Field(value, lambda: getattr(page, name), lambda given: setattr(page, name, given))


def digest(value: Any) -> str:
    """Return a short text that differs when a value differs; how lines are ended and spaced does not count."""
    plain = NOISE.sub(" ", value).strip() if isinstance(value, str) else value
    return hashlib.sha256(json.dumps(plain, default=str).encode()).hexdigest()[:16]


def apply(page: Any, fields: dict[str, Field], *, overwrite: bool) -> list[str]:
    """Return the page the values of the files and name those that an editor's change kept out."""
    kept = []
    for name, field in fields.items():
        present, given, last = digest(field.read()), digest(field.value), page.imported.get(name)
        if _is_edited(field, present, last) and present != given and not overwrite:
            if given != last:
                kept.append(name)
            continue
        if present != given or last is None:
            field.write(field.value)
        page.imported[name] = given
    return kept


def _is_edited(field: Field, present: str, last: str | None) -> bool:
    """Whether somebody else wrote it; what the import never wrote counts when it says anything."""
    return bool(field.read()) if last is None else present != last
