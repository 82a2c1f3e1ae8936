"""Players of the well-known video and audio sites, found without a request.

The address alone determines the embed code, so editors can work while the site is slow, and no visit of a
reader is revealed to it before they press play.
"""

import re
from typing import Any, NamedTuple

from django.utils.html import format_html
from wagtail.embeds.exceptions import EmbedNotFoundException
from wagtail.embeds.finders.base import EmbedFinder


class Player(NamedTuple):
    """A known site: the pattern of its addresses, and the address of its player."""

    name: str
    pattern: re.Pattern[str]
    src: str


PLAYERS = (
    Player(
        "YouTube",
        re.compile(
            r"https://(?:(?:www|m)\.)?(?:youtube\.com/(?:watch\?(?:.*&)?v=|live/|shorts/)|youtu\.be/)([\w-]{11})"
        ),
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    Player("Vimeo", re.compile(r"https://(?:www\.)?vimeo\.com/(\d+)"), "https://player.vimeo.com/video/{}?dnt=1"),
    Player(
        "Internet Archive",
        re.compile(r"https://archive\.org/details/([\w.-]+)"),
        "https://archive.org/embed/{}",
    ),
)


class PlayerSource(NamedTuple):
    """The source of a player, and the name of its site."""

    site: str
    src: str


def player_of(url: str) -> PlayerSource | None:
    """Return the player of an address, or None for an unknown site."""
    found = ((player, player.pattern.match(url)) for player in PLAYERS)
    return next((PlayerSource(player.name, player.src.format(match[1])) for player, match in found if match), None)


class PlayerFinder(EmbedFinder):
    """Makes the embed code of a known player from the address of the page."""

    def accept(self, url: str) -> bool:
        """Return whether the address belongs to a known site."""
        return player_of(url) is not None

    def find_embed(self, url: str, max_width: int | None = None, max_height: int | None = None) -> dict[str, Any]:
        """Return what the site's oEmbed endpoint (https://oembed.com) would return."""
        source = player_of(url)
        if source is None:
            raise EmbedNotFoundException
        return {
            "title": "",
            "author_name": "",
            "provider_name": source.site,
            "type": "video",
            "thumbnail_url": None,
            "width": 1280,
            "height": 720,
            "html": format_html(
                '<iframe src="{}" width="1280" height="720" loading="lazy" allowfullscreen '
                'allow="fullscreen; picture-in-picture" title="{}"></iframe>',
                source.src,
                source.site,
            ),
        }
