"""Keep editors' changes when an issue is imported again.

Each page remembers the last imported value of every field. A field that has another value now was changed in
the admin and is kept; `--overwrite` replaces it by the value of the files.
"""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

NOISE = re.compile(r' data-block-key="[^"]*"|\s+')


class Field(NamedTuple):
    """A value from the files, with functions that read and set it on the page."""

    value: Any
    read: Callable[[], Any]
    write: Callable[[Any], object]


def attribute(page: Any, name: str, value: Any) -> Field:
    """Return the field for a plain attribute."""
    return Field(value, lambda: getattr(page, name), lambda given: setattr(page, name, given))


def digest(value: Any) -> str:
    """Return a digest of a value; line ends and repeated spaces make no difference."""
    plain = NOISE.sub(" ", value).strip() if isinstance(value, str) else value
    return hashlib.sha256(json.dumps(plain, default=str).encode()).hexdigest()[:16]


def apply(page: Any, fields: dict[str, Field], *, overwrite: bool) -> list[str]:
    """Set the values of the files on the page; return the names of the fields that an editor's change protected."""
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
    """Return whether somebody edited a field; one that was never imported counts as edited if it has a value."""
    return bool(field.read()) if last is None else present != last
