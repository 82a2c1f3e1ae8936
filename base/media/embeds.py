"""Players of the well-known video and audio sites, found without asking anybody.

The address alone says how a player is embedded, so an editor can work while the site in question
is slow, and no reader's visit is announced to it before the reader presses play.
"""

import re
from typing import Any, NamedTuple

from django.utils.html import format_html
from wagtail.embeds.exceptions import EmbedNotFoundException
from wagtail.embeds.finders.base import EmbedFinder


class Player(NamedTuple):
    """One site: what its addresses look like, and the address of its player."""

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
    """Where a player is loaded from, and whose it is."""

    site: str
    src: str


def player_of(url: str) -> PlayerSource | None:
    """Find the player of an address; gives nothing for a site that is not known."""
    found = ((player, player.pattern.match(url)) for player in PLAYERS)
    return next((PlayerSource(player.name, player.src.format(match[1])) for player, match in found if match), None)


class PlayerFinder(EmbedFinder):
    """Makes the embed code of a known player from the address of its page."""

    def accept(self, url: str) -> bool:
        """Whether a known site owns this address."""
        return player_of(url) is not None

    def find_embed(self, url: str, max_width: int | None = None, max_height: int | None = None) -> dict[str, Any]:
        """Return what oEmbed (https://oembed.com) would have answered."""
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
