"""The text of an archived article as HTML."""

from django import template
from django.template.defaultfilters import linebreaks_filter
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.models import SUBHEAD

register = template.Library()


@register.filter
def with_subheads(text: str) -> SafeString:
    """Return paragraphs, with a heading for each that has the mark of a subhead."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return format_html_join("\n", "{}", ((_html(part),) for part in parts if part.strip()))


def _html(part: str) -> SafeString:
    if part.startswith(SUBHEAD):
        return format_html("<h2>{}</h2>", part.removeprefix(SUBHEAD))
    escaped: SafeString = linebreaks_filter(part)
    return escaped
