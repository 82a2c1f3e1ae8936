"""Search expressions, independent of the database; a module per database translates them.

Tokens are words as `tokens` makes them. A whole, unstemmed word begins with EXACT, a facet with FACET, and a pair of
adjacent words with PAIR: no word does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

EXACT = "="
FACET = "_"
PAIR = "~"
NOT_FOR_READERS, FOR_READERS = f"{FACET}public", f"{FACET}readers"


@dataclass(frozen=True)
class Token:
    """A word, or with `is_prefix` all words that begin with it."""

    text: str
    is_prefix: bool = False


@dataclass(frozen=True)
class Adjacent:
    """Adjacent words."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Every:
    """A conjunction of at least one expression."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Some:
    """A disjunction of expressions."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Without:
    """One expression, but not the other."""

    found: "Expression"
    excluded: "Expression"


Expression = Token | Adjacent | Every | Some | Without


def every(*parts: Expression) -> Expression:
    """Return the conjunction of the parts."""
    return parts[0] if len(parts) == 1 else Every(parts)


def some(*parts: Expression) -> Expression:
    """Return the disjunction of the parts, without duplicates."""
    different = tuple(dict.fromkeys(parts))
    return different[0] if len(different) == 1 else Some(different)


def adjacent(*texts: str) -> Expression:
    """Return the expression for a phrase, or for a single word."""
    return Token(texts[0]) if len(texts) == 1 else Adjacent(texts)


def facet(key: object) -> Token:
    """Return the expression for a value of a facet."""
    return Token(f"{FACET}{key}")


def sought(expression: Expression) -> Iterator[Token | Adjacent]:
    """Yield the words and phrases of an expression, without exclusions."""
    match expression:
        case Token() | Adjacent():
            yield expression
        case Every(parts) | Some(parts):
            for part in parts:
                yield from sought(part)
        case Without(found, _):
            yield from sought(found)
