"""What the schemas of all apps build on: absolute addresses, pages, pictures, files."""

from dataclasses import dataclass
from typing import Annotated, Any

from django.utils.encoding import iri_to_uri
from ninja import Field, Schema
from pydantic import BeforeValidator, ValidationInfo

from base.media.embeds import player_of
from base.media.renditions import renditions


def _make_absolute(url: str, info: ValidationInfo) -> str:
    """Return what `request.build_absolute_uri()` does, without parsing each of the hundreds of paths in a list."""
    context: dict[str, Any] = info.context  # type: ignore[assignment]  # Ninja’s
    if not url.startswith("/") or url.startswith("//"):
        return context["request"].build_absolute_uri(url) if url else ""
    if "origin" not in context:
        context["origin"] = context["request"].build_absolute_uri("/")[:-1]
    return iri_to_uri(context["origin"] + url)


AbsoluteURL = Annotated[str, BeforeValidator(_make_absolute)]


def page_url(page: Any, context: dict[str, Any]) -> str:
    """Return the URL of a page, which Wagtail works out once per response: an article repeats that of its section."""
    urls: dict[int, str] = context.setdefault("page_urls", {})
    if page.pk not in urls:
        urls[page.pk] = page.get_url(context["request"]) or ""
    return urls[page.pk]


class PageSchema(Schema):
    """The parent of schemas of pages that have a field `url`; brings no field."""

    @staticmethod
    def resolve_url(page: Any, context: dict[str, Any]) -> str:
        return page_url(page, context)


class PageLink(PageSchema):
    """Another page."""

    title: str
    url: AbsoluteURL


@dataclass(frozen=True, slots=True)
class ImageWithAlt:
    """An image with the alt text of the place where it stands; an ImageOut resolves it."""

    image: Any
    alt: str

    @property
    def credit(self) -> str:
        """The credit line of the image."""
        return str(self.image.credit)

    @property
    def sizes(self) -> list[Any]:
        """The renditions, the smallest first; a small image has fewer."""
        by_width = {rendition.width: rendition for rendition in reversed(renditions(self.image))}
        return [by_width[width] for width in sorted(by_width)]


class ImageSize(Schema):
    """One size of a picture; width and height in pixels."""

    url: AbsoluteURL
    width: int
    height: int


class ImageOut(Schema):
    """A picture: its words and its sizes, the smallest first."""

    alt: str
    credit: str
    sizes: list[ImageSize]


class FileOut(Schema):
    """A file to take away; the size in bytes."""

    title: str
    url: AbsoluteURL
    size: int | None = Field(alias="get_file_size")
    extension: str = Field(alias="file_extension")


class EmbedOut(Schema):
    """A recording on another site; the player's address is empty when that site is not known."""

    url: str
    site: str
    player_url: str

    @staticmethod
    def resolve_site(embed: Any) -> str:
        player = player_of(embed.url)
        return player.site if player else ""

    @staticmethod
    def resolve_player_url(embed: Any) -> str:
        player = player_of(embed.url)
        return player.src if player else ""
