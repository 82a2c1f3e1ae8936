"""Template tags for all pages."""

import json
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.template.context import RequestContext
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

from base.drawing.cover_art import HEIGHT, WIDTH
from base.drawing.cover_art import cover_art as draw_cover_art
from base.stylesheet import stylesheet_version

register = template.Library()

# Characters that could end the script element or begin another (https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements).
UNSAFE_IN_SCRIPT = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}


@register.simple_tag
def stylesheet_url() -> str:
    """The URL of the current stylesheet."""
    return reverse("stylesheet", args=[stylesheet_version()])


@register.filter(expects_localtime=True)
def iso_time(moment: date | None) -> str:
    """A date or time for HTML, which allows no microseconds."""
    if moment is None:
        return ""
    return moment.isoformat(timespec="seconds") if isinstance(moment, datetime) else moment.isoformat()


@register.simple_tag(takes_context=True)
def absolute(context: RequestContext, path: str) -> str:
    """The absolute URL of a path of this site; a template included with `only` needs the request passed on."""
    return str(context["request"].build_absolute_uri(path))


@register.simple_tag(takes_context=True)
def block_text(context: RequestContext, name: str) -> str:
    """Return the content that the page defines for a block of the template it extends, to use it again."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    return str(block.nodelist.render(context)).strip()


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """Structured data, escaped for HTML.

    https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents
    """
    text = json.dumps(data, ensure_ascii=False).translate(UNSAFE_IN_SCRIPT)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped


@register.simple_tag
def cover_art(seed: object) -> SafeString:
    """A decorative drawing that the seed determines."""
    return format_html(
        '<svg class="motif" viewBox="0 0 {} {}" preserveAspectRatio="xMidYMid slice" aria-hidden="true">'
        '<path d="{}"/></svg>',
        WIDTH,
        HEIGHT,
        draw_cover_art(seed),
    )


@register.simple_tag(takes_context=True)
def user_bar(context: RequestContext) -> str:
    """Wagtail's user bar; without a session the user is not even loaded."""
    request = context["request"]
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return wagtailuserbar(context) if has_session or getattr(request, "is_preview", False) else ""
