"""Tell subheads from text, by size and weight: a line that is larger or bolder than the text that follows it."""

from collections.abc import Sequence

from archive.importers.extraction.reading_order import Paragraph, is_heavier

MARK = "## "  # before a subhead; the page shows it as a heading
LONGEST = 100  # characters
LARGER = 1.15  # times the size of the text
NO_END = ".,;:…-"  # what a pull quote or a torn line ends with


def with_subheads(paragraphs: Sequence[Paragraph]) -> str:
    """Return paragraphs with an empty line between them and a mark before subheads."""
    text = _text_type(paragraphs)
    following = [*paragraphs[1:], None][: len(paragraphs)]
    return "\n\n".join(
        f"{MARK}{one.text}" if number and _is_subhead(one, after, text) else one.text  # the first may be a deck
        for number, (one, after) in enumerate(zip(paragraphs, following, strict=True))
    )


def _text_type(paragraphs: Sequence[Paragraph]) -> Paragraph:
    """Return a paragraph in the type in which most of the letters are set."""
    letters = sum(len(one.text) for one in paragraphs)
    seen = 0
    for one in sorted(paragraphs, key=lambda one: (one.size, one.weight)):
        seen += len(one.text)
        if 2 * seen >= letters:
            return one
    return Paragraph("", 1.0)


def _is_subhead(one: Paragraph, after: Paragraph | None, text: Paragraph) -> bool:
    is_set_off = one.size >= LARGER * text.size or (
        one.size >= 0.95 * text.size and is_heavier(one.weight, text.weight)
    )
    is_short = len(one.text) <= LONGEST and one.text[-1:] not in NO_END and not one.text[:1].islower()
    has_words = sum(map(str.isalpha, one.text)) >= 3
    return is_set_off and is_short and has_words and after is not None and after.size < LARGER * text.size
