"""What is asked of the index, in no database's language; each has a module that writes it in its own.

Tokens are words as `tokens` makes them. A whole word, not stemmed, begins with EXACT, and a facet with FACET:
no word does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

EXACT = "="
FACET = "_"
NOT_FOR_READERS, FOR_READERS = f"{FACET}public", f"{FACET}readers"


@dataclass(frozen=True)
class Token:
    """A word, or with `is_prefix` every word that begins so."""

    text: str
    is_prefix: bool = False


@dataclass(frozen=True)
class Adjacent:
    """Words that stand one after the other."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Every:
    """All of several expressions, at least one."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Some:
    """At least one of several expressions."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Without:
    """One expression, but not the other."""

    found: "Expression"
    excluded: "Expression"


Expression = Token | Adjacent | Every | Some | Without


def every(*parts: Expression) -> Expression:
    """Return what all parts match."""
    return parts[0] if len(parts) == 1 else Every(parts)


def some(*parts: Expression) -> Expression:
    """Return what one of the parts matches; the same part counts once."""
    different = tuple(dict.fromkeys(parts))
    return different[0] if len(different) == 1 else Some(different)


def adjacent(*texts: str) -> Expression:
    """Return a phrase, or a single word."""
    return Token(texts[0]) if len(texts) == 1 else Adjacent(texts)


def facet(key: object) -> Token:
    """Return what carries a value of a facet."""
    return Token(f"{FACET}{key}")


def sought(expression: Expression) -> Iterator[Token | Adjacent]:
    """Yield the words and phrases that may be there, without what is excluded."""
    match expression:
        case Token() | Adjacent():
            yield expression
        case Every(parts) | Some(parts):
            for part in parts:
                yield from sought(part)
        case Without(found, _):
            yield from sought(found)
