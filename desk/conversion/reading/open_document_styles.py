"""The named styles of an OpenDocument, as far as the magazine uses them: bold, raised, title, numbered list."""

from typing import Any

TITLES = {"Title"}
QUOTES = {"Quotations", "Quote"}
CAPTIONS = {"Caption", "Illustration", "Table", "Figure", "Drawing"}


def attribute(element: Any, name: str) -> str:
    """Return an attribute by its local name."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


class Styles:
    """The styles of a document by their names."""

    def __init__(self, *parts: Any) -> None:
        roots = [part for part in parts if part is not None]
        self._styles = {attribute(style, "name"): style for root in roots for style in root.iter("{*}style")}
        self._lists = {attribute(style, "name"): style for root in roots for style in root.iter("{*}list-style")}

    def kind(self, name: str) -> str:
        """Return `title`, `quote`, `caption` or an empty string for a paragraph style, including its parents."""
        for ancestor in self._line(name):
            for kind, names in (("title", TITLES), ("quote", QUOTES), ("caption", CAPTIONS)):
                if ancestor in names:
                    return kind
        return ""

    def tags(self, name: str) -> list[str]:
        """Return the HTML elements of a character style."""
        found = {}
        for ancestor in reversed(self._line(name)):
            style = self._styles.get(ancestor)
            for properties in style.iter("{*}text-properties") if style is not None else ():
                found.update({key.rpartition("}")[2]: str(value) for key, value in properties.attrib.items()})
        asked = {
            "b": found.get("font-weight") in {"bold", "600", "700", "800", "900"},
            "i": found.get("font-style") in {"italic", "oblique"},
            "sup": found.get("text-position", "").startswith(("super", "33%")),
            "sub": found.get("text-position", "").startswith(("sub", "-")),
            "s": found.get("text-line-through-style", "none") != "none",
            "u": found.get("text-underline-style", "none") != "none",
        }
        return [tag for tag, is_asked in asked.items() if is_asked]

    def is_numbered(self, name: str, level: int) -> bool:
        """Return whether a list is numbered at a level, counted from 1."""
        style = self._lists.get(name)
        numbered = style.iter("{*}list-level-style-number") if style is not None else ()
        return any(attribute(one, "level") == str(level) for one in numbered)

    def _line(self, name: str) -> list[str]:
        """Return a style and its parents."""
        line: list[str] = []
        while name and name not in line:
            line.append(name)
            style = self._styles.get(name)
            name = attribute(style, "parent-style-name") if style is not None else ""
        return line
