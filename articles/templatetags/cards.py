"""Cards, which appear in several lists and on many pages."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.pages.cards import Card

register = template.Library()

# The cards of some hundred lists; each takes about 5 kB.
MOST_REMEMBERED = 1000


@register.simple_tag(name="card")
def card_in_layout(card: Card, layout: str, loading: str = "lazy") -> SafeString:
    """A card in a layout of `components/`, cached while it stays equal.

    An image at the top of a page should be loaded at once: `"eager"`.
    """
    lacks_picture = card.image and not card.image_versions
    return _render(card, layout, loading) if lacks_picture else _remembered(card, layout, loading)


def _render(card: Card, layout: str, loading: str) -> SafeString:
    return render_to_string(f"components/{layout}.html", {"card": card, "loading": loading})


_remembered = lru_cache(maxsize=MOST_REMEMBERED)(_render)
