"""The text of an archived article as HTML."""

import re

from django import template
from django.template.defaultfilters import linebreaks_filter
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.text_marks import CAPTION, ITEM, NUMBERED_ITEM, PULL_QUOTE, SUBHEAD

register = template.Library()
SET_OFF = {
    SUBHEAD: "<h2>{}</h2>",
    PULL_QUOTE: '<p class="archived-text__quote">{}</p>',
    CAPTION: '<p class="archived-text__caption">{}</p>',
}


@register.filter
def marked_up(text: str) -> SafeString:
    """Return the paragraphs of a text, with headings, pull quotes, captions and lists where it has their marks."""
    parts = re.split(r"\n{2,}", text.replace("\r\n", "\n").strip())
    return format_html_join("\n", "{}", ((_html(part.strip()),) for part in parts if part.strip()))


def _html(part: str) -> SafeString:
    for mark, html in SET_OFF.items():
        if part.startswith(mark):
            return format_html(html, part.removeprefix(mark))
    lines = part.split("\n")
    if all(line.startswith(ITEM) for line in lines):
        return format_html("<ul>{}</ul>", _items([line.removeprefix(ITEM) for line in lines]))
    if all(NUMBERED_ITEM.match(line) for line in lines):
        first = lines[0].partition(".")[0]
        return format_html('<ol start="{}">{}</ol>', first, _items([NUMBERED_ITEM.sub("", line) for line in lines]))
    escaped: SafeString = linebreaks_filter(part)
    return escaped


def _items(lines: list[str]) -> SafeString:
    return format_html_join("", "<li>{}</li>", ((line,) for line in lines))
