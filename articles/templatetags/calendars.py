"""Addresses of calendars."""

from django import template
from django.template.context import RequestContext
from django.urls import reverse

register = template.Library()


@register.simple_tag(takes_context=True)
def webcal(context: RequestContext) -> str:
    """The URL of the calendar of events with the scheme that opens calendar programs."""
    url: str = context["request"].build_absolute_uri(reverse("events_calendar"))
    return f"webcal:{url.partition(':')[2]}"
