"""What a person types into a search field, as a query: words, and phrases between quotation marks."""

import re
from functools import reduce
from operator import and_

from modelsearch.query import Phrase, PlainText, SearchQuery

QUOTATION_MARKS = re.compile("[“”„‟«»″]")
PHRASE = re.compile(r'"([^"]*)"')


def parse_query_string(typed: str) -> SearchQuery:
    """Return the query for all words and phrases; a quotation mark without its fellow is left out."""
    typed = QUOTATION_MARKS.sub('"', typed)
    phrases = [Phrase(phrase.strip()) for phrase in PHRASE.findall(typed) if phrase.strip()]
    words = PHRASE.sub(" ", typed).replace('"', " ").strip()
    return reduce(and_, [*([PlainText(words)] if words or not phrases else []), *phrases])
