"""The stylesheet: one file per component in the source, one file on the wire, and no build step."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings

STYLES = Path(__file__).parent / "css"
# Later layers win (https://www.w3.org/TR/css-cascade-5/#layering); the files declare which one they are in.
ORDER = "@layer reset, tokens, elements, layout, components, blocks, pages, utilities, print;\n"
NOT_FOR_BROWSERS = re.compile(r"/\*.*?\*/|^\s+", re.DOTALL | re.MULTILINE)


def _concatenated() -> str:
    files = sorted(STYLES.rglob("*.css"))
    return ORDER + "".join(NOT_FOR_BROWSERS.sub("", path.read_text(encoding="utf-8")) for path in files)


@lru_cache(maxsize=1)
def _read_once() -> str:
    return _concatenated()


def stylesheet() -> str:
    """Return the whole stylesheet; while developing, as the files are now."""
    return _concatenated() if settings.DEBUG else _read_once()


def stylesheet_version() -> str:
    """Return a short digest of the content, so that browsers may cache it for ever."""
    return hashlib.sha256(stylesheet().encode()).hexdigest()[:12]
