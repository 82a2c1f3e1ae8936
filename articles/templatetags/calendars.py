"""Addresses of calendars."""

from django import template
from django.template.context import RequestContext
from django.urls import reverse

register = template.Library()


@register.simple_tag(takes_context=True)
def webcal(context: RequestContext) -> str:
    """The address of all events as calendars take it: they open it by its scheme."""
    url: str = context["request"].build_absolute_uri(reverse("events_calendar"))
    return f"webcal:{url.partition(':')[2]}"
