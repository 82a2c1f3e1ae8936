"""Template tags about the reader of a gated piece."""

from typing import Any

from django import template
from django.template.context import RequestContext

from members.reading.access import get_reader
from members.reading.gate import Gate, get_gate

register = template.Library()


@register.simple_tag(takes_context=True)
def gate_for(context: RequestContext, piece: Any) -> Gate:
    """Return the gate that replaces a text which the reader may not see."""
    return get_gate(context["request"], piece)


@register.simple_tag(takes_context=True)
def can_give(context: RequestContext, piece: Any) -> bool:
    """Return whether the reader may create a gift link to the piece."""
    reader = get_reader(context["request"])
    return bool(reader.user and reader.reads_all and piece.is_gated())
