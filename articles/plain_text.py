"""Words of an article without their mark-up."""

import math
import re
from typing import Any

from django.utils.html import strip_tags

WORDS_A_MINUTE = 230
WORD = re.compile(r"\w+(?:[’'-]\w+)*")


def plain_text(body: Any) -> str:
    """Return the text of a StreamField value, as the search index sees it."""
    return " ".join(strip_tags(str(part)) for part in body.stream_block.get_searchable_content(body))


def reading_minutes(text: str) -> int:
    """Return the whole minutes that an adult needs to read a text, at least one.

    Brysbaert (2019, doi:10.1016/j.jml.2019.104047) measured 238 words a minute; captions cost a little.
    """
    return max(1, math.ceil(len(WORD.findall(text)) / WORDS_A_MINUTE))
