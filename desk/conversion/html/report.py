"""The remarks of a conversion: repeated ones are merged, with the number of places."""

from desk.conversion.html.tree import Element, place
from desk.conversion.records import Remark


class Report:
    """Collects remarks in the order in which they are first made."""

    def __init__(self) -> None:
        self._places: dict[str, list[str]] = {}

    def add(self, where: Element | str, text: str) -> None:
        """Remember that something was changed or dropped at an element, or at a place in words."""
        self._places.setdefault(text, []).append(where if isinstance(where, str) else place(where))

    def remarks(self) -> list[Remark]:
        """Return one remark for each sentence."""
        return [_remark(text, list(dict.fromkeys(places))) for text, places in self._places.items()]


def _remark(text: str, places: list[str]) -> Remark:
    more = len(places) - 1
    also = f" So, too, in {more} more place{'s' if more > 1 else ''}." if more else ""
    return Remark(places[0], text + also)
