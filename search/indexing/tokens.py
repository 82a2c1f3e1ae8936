"""Tokens of a text, in the one form in which both databases store and query them.

A word becomes its stem. What may be written as one word or several, such as “hands-on”, becomes its parts
in place, so that phrases work, and its variants beside them. The databases only compare tokens,
so both find the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii
from snowballstemmer import stemmer

from search.indexing.spellings import one_spelling

# In Python \w holds no combining marks, without which words of many scripts fall apart.
MARKS = "".join(chr(n) for n in range(0x300, 0xAC00) if unicodedata.category(chr(n)) in {"Mn", "Mc"})
LETTER = rf"[^\W_{MARKS}]|[{MARKS}]"
WORD = rf"(?:{LETTER})+"
# Between letters, these hold the parts of a word together.
JOINERS = "-\u2010\u2011\u00ad'’\u02bc.&·"
CHUNK = re.compile(rf"{WORD}(?:[{JOINERS}]{WORD})*")
NO_WORD = re.compile(rf"(?!{WORD}).", re.DOTALL)
JOINER = re.compile(f"[{JOINERS}]+")
POSSESSIVE = re.compile("['’\u02bc]s$", re.IGNORECASE)
CAMEL = re.compile("(?<=[a-z])(?=[A-Z])")
# Scripts that put no space between words, and Korean, which puts endings there: pairs of characters are found.
UNSPACED = re.compile(
    "[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]+"
)
# Accents on letters of Europe, points of Hebrew, vowel signs of Arabic: readers leave them out.
ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u200d]+")
UNDECOMPOSED = str.maketrans({
    "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "n", "ħ": "h",
    "ґ": "г",
})  # fmt: skip
TRANSCRIBED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
LONGEST = 80  # longer strings are not words, and PostgreSQL accepts no lexeme of 2 kB

_stemmer = stemmer("english")


class Tokens(NamedTuple):
    """The words of a text in order, and variants by which they are found too."""

    words: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


def fold(text: str) -> str:
    """Return a word without differences of case, width and accents; only letters, marks and digits."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    folded = unicodedata.normalize("NFC", ACCENTS.sub("", decomposed).translate(UNDECOMPOSED))
    return NO_WORD.sub("", folded)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a folded word; of other alphabets, and of words with a digit, the word itself."""
    if len(word) < 4 or not (word.isascii() and word.isalpha()):
        return word
    return str(_stemmer.stemWord(one_spelling(word)))


def tokenize(text: str) -> Tokens:
    """Return the words of a text and their other forms."""
    parts = [_analyse(chunk) for chunk in chunks(text)]
    return Tokens(
        tuple(word for part in parts for word in part.words), tuple(form for part in parts for form in part.forms)
    )


def chunks(text: str) -> Iterable[str]:
    """Return the words as written, those with hyphens and apostrophes whole."""
    return CHUNK.findall(text.replace("_", " ").replace("\u00ad", ""))


def forms(text: str) -> list[str]:
    """Return the folded words of a text, not stemmed, so that beginnings and exact names are found."""
    return [form for chunk in chunks(text) for form in _folded_parts(chunk)]


def distinct_forms(texts: Iterable[str]) -> set[str]:
    """Return the forms of some texts, each once; most words of a text are there many times."""
    return {form for chunk in {chunk for text in texts for chunk in chunks(text)} for form in _folded_parts(chunk)}


def key(text: str) -> str:
    """Return the stems of a text; equal for texts that readers consider the same words."""
    return " ".join(tokenize(text).words)


@lru_cache(maxsize=200_000)
def _analyse(chunk: str) -> Tokens:
    parts = _folded_parts(chunk)
    words = tuple(word for part in parts for word in _words(part))
    others = dict.fromkeys(_other_forms(chunk, parts))
    return Tokens(words, tuple(form for form in others if form not in words))


def _folded_parts(chunk: str) -> list[str]:
    folded = (fold(part)[:LONGEST] for part in JOINER.split(POSSESSIVE.sub("", chunk)))
    return [part for part in folded if part]


def _words(part: str) -> Iterator[str]:
    """Yield the tokens of a part: a stem, or pairs of characters in a script without spaces."""
    place = 0
    for run in UNSPACED.finditer(part):
        if before := part[place : run.start()]:
            yield stem(before)
        yield from pairs(run[0])
        place = run.end()
    if rest := part[place:]:
        yield stem(rest)


def pairs(run: str) -> list[str]:
    """Return overlapping pairs of characters; a single one stays alone."""
    return [run[n : n + 2] for n in range(len(run) - 1)] or [run]


def _other_forms(chunk: str, parts: list[str]) -> Iterator[str]:
    if len(parts) > 1 and not UNSPACED.search(chunk):
        yield stem("".join(parts)[:LONGEST])
    if CAMEL.search(chunk):
        yield from (stem(fold(part)) for part in CAMEL.split(chunk) if part.isalnum())
    if not chunk.isascii() and (transcribed := chunk.casefold().translate(TRANSCRIBED)) != chunk.casefold():
        yield stem(fold(transcribed))


def romanised(text: str) -> list[str]:
    """Return a name of another alphabet as a reader without its keyboard would type it."""
    if fold(text).isascii():
        return []
    return [word for words in tokenize(anyascii(text)) for word in words]
