"""The length of a text, the same in the field, in a file, and as it is saved."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.editing.forms import LONGEST_BODY
from desk.drafting.body import LINE, Block, is_text
from desk.drafting.markdown import markdown_from


def length_of(text: str) -> int:
    """Return the characters of a text, without the lines that stand for pictures and tables."""
    return len(LINE.sub("", text).strip())


def length_of_blocks(blocks: Iterable[Block]) -> int:
    """Return the characters that blocks have in the field."""
    return length_of("\n\n".join(markdown_from(block["value"]) for block in blocks if is_text(block)))


def too_long(name: str, length: int) -> str:
    """Return the sentence on a text that is too long, and an empty one for all others."""
    if length <= LONGEST_BODY:
        return ""
    said = {"name": name, "length": f"{length:,}", "most": f"{LONGEST_BODY:,}", "more": f"{length - LONGEST_BODY:,}"}
    return _("%(name)s has %(length)s characters; a piece takes up to %(most)s. Shorten it by %(more)s.") % said
