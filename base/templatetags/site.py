"""What every template may use."""

from django import template
from django.urls import reverse

from base.assets import stylesheet_version

register = template.Library()


@register.simple_tag
def stylesheet_url() -> str:
    """The address of the stylesheet as it is now."""
    return reverse("stylesheet", args=[stylesheet_version()])
