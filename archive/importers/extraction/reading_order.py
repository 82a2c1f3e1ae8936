"""From runs of characters to paragraphs in the order in which people read them.

Columns are found by cutting a page along its white space, again and again (the recursive X-Y cut of Nagy and
Seth, 1984): side by side wherever a gutter runs through, else one above the other at the widest gap.
"""

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from archive.importers.extraction.geometry import Box, Piece, is_heavier
from archive.importers.extraction.set_off import begins_item, is_label, mark_of
from archive.text_marks import CAPTION, PULL_QUOTE

HYPHENS = "-\u00ad\u2010\u0002\ufffe"  # PDFium's U+0002 or U+FFFE for a hyphen at the end of a line
SUSPENDED = {"and", "or", "to"}  # as in “pre- and postwar”
AT_LINE_ENDS = {0x00AD: None, 0x0002: "-", 0xFFFE: "-"}  # their replacement when no line follows
ENDS = ".!?:;”’\"')…»"
LARGER = 1.15  # times the size of the text, and it is display type: a headline, a pull quote
MARGIN = 0.09  # share of the height that holds running heads and folios
NUMBERS = re.compile(r"\d+")
Count = Callable[[str], int]  # how often a word is written so elsewhere


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with the size and weight of its type, which distinguish headings from text, and its mark."""

    text: str
    size: float
    weight: int = 0
    mark: str = ""


def without_furniture(pages: Sequence[tuple[float, list[Piece]]], labels: Sequence[str]) -> list[list[Piece]]:
    """Take running heads and page numbers away: what repeats in the margins, and a lone folio there."""
    margins = [[piece for piece in found if _in_margin(piece, high)] for high, found in pages]
    repeated = Counter(name for pieces in margins for name in {_pattern(piece) for piece in pieces})
    often = max(2, min(3, len(pages) // 2))
    kept = []
    for (_, found), margin, label in zip(pages, margins, labels, strict=True):
        gone = {
            piece
            for piece in margin
            if repeated[_pattern(piece)] >= often or piece.text.strip("| ·–-").lower() == label
        }
        kept.append([piece for piece in found if piece not in gone])
    return kept


def _in_margin(piece: Piece, high: float) -> bool:
    return piece.bottom > high * (1 - MARGIN) or piece.top < high * MARGIN


def _pattern(piece: Piece) -> tuple[str, int]:
    """Return what stays the same from page to page: the words without numbers, and the height."""
    return NUMBERS.sub("#", piece.text.casefold()), round(piece.bottom / 4)


def in_reading_order(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return the blocks of a page in reading order, each with its lines from top to bottom."""
    pieces = list(pieces)
    if len(pieces) <= 1:
        return [pieces] if pieces else []
    size = statistics.median(piece.size for piece in pieces)
    across = _gutter(pieces, size)
    if across is not None:
        first = [piece for piece in pieces if piece.right <= across]
        second = [piece for piece in pieces if piece.right > across]
        return in_reading_order(first) + in_reading_order(second)
    down = _gap(pieces, lambda piece: (piece.bottom, piece.top), least=0.6 * size)
    if down is not None:
        above = [piece for piece in pieces if piece.bottom >= down]
        below = [piece for piece in pieces if piece.bottom < down]
        return in_reading_order(above) + in_reading_order(below)
    display = [piece for piece in pieces if piece.size >= LARGER * size]
    text = [piece for piece in pieces if piece.size < LARGER * size]
    if display and _gutter(text, size) is not None:  # a pull quote that both columns run around
        return in_reading_order(text) + in_reading_order(display)
    return [sorted(pieces, key=lambda piece: (-round(piece.bottom / (0.5 * size)), piece.left))]


def _gutter(pieces: list[Piece], size: float) -> float | None:
    """Return where white space divides columns; what parts bullets and numbers from their items does not."""
    across = _gap(pieces, lambda piece: (piece.left, piece.right), least=0.7 * size)
    if across is None or all(is_label(piece.text) for piece in pieces if piece.right <= across):
        return None
    return across


def _gap(pieces: list[Piece], ends: Callable[[Piece], tuple[float, float]], *, least: float) -> float | None:
    """Return the middle of the widest gap that no piece crosses, if one is wide enough."""
    reach, widest, middle = None, least, None
    for low, high in sorted(map(ends, pieces)):
        if reach is not None and low - reach > widest:
            widest, middle = low - reach, (low + reach) / 2
        reach = high if reach is None else max(reach, high)
    return middle


def paragraphs(pieces: Sequence[Piece], count: Count, pictures: Sequence[Box] = ()) -> list[Paragraph]:
    """Return the paragraphs of a page; `pictures` are the boxes of its pictures."""
    found: list[Paragraph] = []
    body = _body_type(pieces)
    for block in in_reading_order(pieces):
        for lines in _split(block):
            text = joined([line.text for line in lines], count)
            size, weight = (statistics.median(kind) for kind in zip(*map(_type, lines), strict=True))
            mark = mark_of(lines, text, body, pictures)
            found.append(Paragraph(text, size, int(weight), mark))
    return mended(found, count)


def _body_type(pieces: Sequence[Piece]) -> Piece:
    """Return a piece in the type in which most of the letters of a page are set."""
    letters: Counter[tuple[float, int]] = Counter()
    for piece in pieces:
        letters[round(piece.size, 1), piece.weight] += len(piece.text)
    size, weight = max(letters, key=letters.__getitem__, default=(1.0, 0))
    return Piece("", 0, 0, 0, size, weight)


def _type(line: Piece) -> tuple[float, float]:
    return line.size, line.weight


def _split(block: list[Piece]) -> Iterable[list[Piece]]:
    """Cut the lines of one column where a paragraph begins."""
    left, right = min(line.left for line in block), max(line.right for line in block)
    steps = [a.bottom - b.bottom for a, b in itertools.pairwise(block) if a.bottom > b.bottom]
    pitch = statistics.median(steps) if steps else 0.0
    run = block[:1]
    for line in block[1:]:
        if _begins(run[-1], line, (left, right), pitch):
            yield run
            run = []
        run.append(line)
    yield run


def _begins(last: Piece, line: Piece, column: tuple[float, float], pitch: float) -> bool:
    if abs(last.bottom - line.bottom) < 0.3 * line.size:
        return False
    if begins_item(line.text):
        return True
    left, right = column
    is_other_weight = is_heavier(last.weight, line.weight) or is_heavier(line.weight, last.weight)
    is_other_type = is_other_weight or not 0.85 < last.size / line.size < 1.18
    is_indented = (
        line.left - left > 0.6 * line.size > last.left - left
        and line.right > left + 0.3 * (right - left)
        and not begins_item(last.text)
    )
    is_after_gap = last.bottom - line.bottom > 1.35 * pitch
    is_after_end = last.right < right - 0.2 * (right - left) and last.text[-1:] in ENDS
    return is_other_type or is_indented or is_after_gap or is_after_end


def joined(lines: Sequence[str], count: Count) -> str:
    """Return lines as one text; a word that was divided at the end of a line is whole again."""
    text = ""
    for line in lines:
        if text and text[-1] in HYPHENS and text[-2:-1].isalnum() and line[:1].isalnum():
            text = _rejoined(text, line, count)
        else:
            text = f"{text} {line}" if text else line
    return text.translate(AT_LINE_ENDS)


def _rejoined(text: str, line: str, count: Count) -> str:
    """Join the parts of a word; a compound keeps its hyphen when it is written with one elsewhere."""
    head, tail = re.findall(r"[\w’'-]*$", text[:-1])[0], re.findall(r"^[\w’']*", line)[0]
    solid = count(head + tail)
    compound = max(count(f"{part}-{tail}") for part in (head, head.rpartition("-")[2]))
    if (compound and compound >= solid) or not _is_divided(head, tail):
        return f"{text[:-1]}-{line}"
    if tail in SUSPENDED and not solid:
        return f"{text[:-1]}- {line}"
    return text[:-1] + line


def _is_divided(head: str, tail: str) -> bool:
    """Return whether a hyphen may divide a word: before a small letter, or among capitals as in a headline."""
    is_among_capitals = len(head) > 1 and len(tail) > 1 and head.isupper() and tail.isupper()
    return head[-1:].isalpha() and (tail[:1].islower() or is_among_capitals)


def mended(found: list[Paragraph], count: Count) -> list[Paragraph]:
    """Join what a column or page break has split, and an initial with its paragraph."""
    whole: list[Paragraph] = []
    for one in found:
        at = _before_captions(whole)
        last = whole[at] if whole else None
        if last and len(last.text) == 1 and last.text.isupper() and last.size > 1.8 * one.size:
            whole[at] = replace(one, text=last.text + one.text)
        elif last and _goes_on(last, one):
            whole[at] = replace(last, text=joined([last.text, one.text], count))
        else:
            whole.append(one)
    return whole


def _before_captions(found: list[Paragraph]) -> int:
    """Return the index of the last paragraph that text may continue; only a caption may come between its parts."""
    at = len(found) - 1
    while at > 0 and found[at].mark in {CAPTION, PULL_QUOTE}:
        at -= 1
    return at


def _goes_on(last: Paragraph, one: Paragraph) -> bool:
    is_same_type = 0.9 < last.size / one.size < 1.1 and not is_heavier(last.weight, one.weight)
    return is_same_type and not one.mark and one.text[:1].islower() and last.text[-1:] not in ENDS
