"""Comments of a Word document: their authors and texts, the words they are about, and marks at their places."""

from typing import Any

from desk.conversion.document import Said
from desk.conversion.marks import mark

LONGEST_QUOTE = 200


def mark_comments(root: Any, comments: Any) -> dict[int, Said]:
    """Put a mark at the place of each comment, and return the comments by the numbers in the marks."""
    said = {_id(comment): comment for comment in (comments.iter("{*}comment") if comments is not None else ())}
    quotes = _quotes(root)
    found: dict[int, Said] = {}
    for reference in list(root.iter("{*}commentReference")):
        comment = said.get(_id(reference))
        if comment is not None and (text := _words(comment)):
            found[len(found)] = Said(_attribute(comment, "author"), text, quotes.get(_id(comment), "")[:LONGEST_QUOTE])
            reference.tag = reference.tag.replace("commentReference", "t")
            reference.text = mark(len(found) - 1)
    return found


def _attribute(element: Any, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _id(element: Any) -> str:
    return _attribute(element, "id")


def _words(comment: Any) -> str:
    paragraphs = ("".join(text.text or "" for text in one.iter("{*}t")) for one in comment.iter("{*}p"))
    return "\n".join(filter(None, (text.strip() for text in paragraphs)))


def _quotes(root: Any) -> dict[str, str]:
    """Return the words between the beginning and the end of each comment."""
    quotes: dict[str, str] = {}
    begun: set[str] = set()
    for element in root.iter("{*}commentRangeStart", "{*}commentRangeEnd", "{*}t"):
        kind = element.tag.rpartition("}")[2]
        if kind == "commentRangeStart":
            begun.add(_id(element))
        elif kind == "commentRangeEnd":
            begun.discard(_id(element))
        else:
            for key in begun:
                quotes[key] = quotes.get(key, "") + (element.text or "")
    return quotes
