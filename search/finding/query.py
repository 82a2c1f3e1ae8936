"""The query language: words, "phrases", and exclusions by -word or -"phrase"."""

import re
from dataclasses import dataclass

from search.indexing import tokens
from search.indexing.expressions import EXACT, Expression, Token, adjacent, every, some

LONGEST_QUERY = 200
MOST_WORDS = 24
QUOTATION_MARKS = re.compile("[“”„‟«»″＂「」『』]")
PART = re.compile(r'(?P<no>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
# Stop words; they count only if there are no others.
STOP_WORDS = frozenset(
    (
        *("a", "about", "also", "an", "and", "are", "as", "at", "be", "been", "by", "can", "could", "did", "do"),
        *("does", "for", "from", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "just"),
        *("many", "me", "more", "most", "much", "my", "of", "on", "or", "our", "should", "so", "than", "that", "the"),
        *("their", "them", "there", "these", "they", "this", "those", "to", "was", "we", "were", "what", "when"),
        *("where", "which", "while", "who", "whom", "whose", "why", "will", "with", "would", "you", "your"),
    )
)

# Verbs that say little in a question such as “how to …”.
QUESTIONS = frozenset(("how", "what", "when", "where", "which", "who", "whom", "whose", "why"))
WEAK_VERBS = frozenset(
    (
        *("begin", "deal", "find", "get", "give", "go", "handle", "help", "keep", "make", "need", "put", "run", "set"),
        *("start", "take", "use", "want", "work"),
    )
)


@dataclass(frozen=True)
class Word:
    """A typed word, and its form in the index."""

    typed: str
    stems: tuple[str, ...]
    expression: Expression

    @property
    def folded(self) -> str:
        """The word without case, accents and hyphens."""
        return "".join(tokens.forms(self.typed))

    @property
    def is_initial(self) -> bool:
        """Return whether it is an initial, as the W of “W. Terpstra”."""
        return len(self.folded) == 1 and self.folded.isascii() and self.folded.isalpha()

    @property
    def is_needed(self) -> bool:
        """Return whether it is significant."""
        return self.folded not in STOP_WORDS and not self.is_initial


@dataclass(frozen=True)
class Query:
    """A parsed query."""

    typed: str = ""
    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[Expression, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)

    @property
    def only_excludes(self) -> bool:
        """Return whether it says what to leave out, but not what to find."""
        return bool(self.excluded) and not self

    @property
    def is_question(self) -> bool:
        """Return whether it asks how or why."""
        return bool(self.words) and self.words[0].folded in QUESTIONS

    @property
    def key(self) -> str:
        """The stems of all words in order."""
        return tokens.key(self.typed.replace('"', " "))

    @property
    def stems(self) -> set[str]:
        """The stems to highlight."""
        return {stem for word in self.words for stem in word.stems} | {stem for part in self.phrases for stem in part}


def clean(typed: str) -> str:
    """Return the typed text, on one line and shortened."""
    return " ".join("".join(c if c.isprintable() else " " for c in typed[: 2 * LONGEST_QUERY]).split())[:LONGEST_QUERY]


def parse_query(typed: str) -> Query:
    """Return the query; an unbalanced quotation mark is ignored, and no input is an error."""
    typed = clean(typed)
    words: list[Word] = []
    phrases: list[tuple[str, ...]] = []
    excluded: list[Expression] = []
    for part in PART.finditer(QUOTATION_MARKS.sub('"', typed)):
        chunks = tokens.chunks(part["phrase"] or part["word"] or "")
        found = [word for word in map(make_word, chunks) if word.stems]
        stems = tuple(stem for word in found for stem in word.stems)
        if part["no"] and stems:
            excluded.append(found[0].expression if len(found) == 1 else adjacent(*stems))
        elif part["phrase"] and len(stems) > 1:
            phrases.append(stems)
        else:
            words += found
    return Query(typed, tuple(words[:MOST_WORDS]), tuple(phrases[:MOST_WORDS]), tuple(excluded[:MOST_WORDS]))


def make_word(chunk: str) -> Word:
    """Return a word of a query, with its stem, exact form and variants."""
    found = tokens.tokenize(chunk.casefold())
    exact = [Token(EXACT + form) for form in tokens.forms(chunk)] if len(found.words) == 1 else []
    is_part = len(found.words) == 1 and len(found.words[0]) == 1 and bool(tokens.UNSPACED.fullmatch(found.words[0]))
    first = Token(found.words[0], is_prefix=True) if is_part else adjacent(*found.words)
    return Word(chunk, found.words, some(first, *_divided(found.words), *exact, *map(Token, found.forms)))


def _divided(pairs: tuple[str, ...]) -> list[Expression]:
    """Return expressions for a name typed without a space in a script that has none: 春川智子 is 春川 and 智子."""
    is_run = len(pairs) > 2 and all(len(pair) == 2 and tokens.UNSPACED.fullmatch(pair) for pair in pairs)
    return [every(*dict.fromkeys(map(Token, (*pairs[::2], pairs[-1]))))] if is_run else []
