"""What the templates of pieces ask about the reader."""

from typing import Any

from django import template
from django.template.context import RequestContext

from members.reading.access import reader_of
from members.reading.gate import Gate, gate_of

register = template.Library()


@register.simple_tag(takes_context=True)
def gate_for(context: RequestContext, piece: Any) -> Gate:
    """What stands in place of a text that the reader may not see."""
    return gate_of(context["request"], piece)


@register.simple_tag(takes_context=True)
def can_give(context: RequestContext, piece: Any) -> bool:
    """Whether the reader may make a gift link to the piece."""
    reader = reader_of(context["request"])
    return bool(reader.user and reader.reads_all and piece.is_gated())
