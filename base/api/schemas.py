"""Base schemas of all apps: absolute URLs, pages, images, files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from django.utils.encoding import iri_to_uri
from ninja import Field, Schema
from pydantic import BeforeValidator, ValidationInfo

from base.media.embeds import player_of
from base.media.renditions import further_renditions, renditions


def _make_absolute(url: str, info: ValidationInfo) -> str:
    """Return what `request.build_absolute_uri()` would, without parsing each of the hundreds of paths in a list."""
    context: dict[str, Any] = info.context  # type: ignore[assignment]  # Ninja sets a dictionary
    if not url.startswith("/") or url.startswith("//"):
        return context["request"].build_absolute_uri(url) if url else ""
    if "origin" not in context:
        context["origin"] = context["request"].build_absolute_uri("/")[:-1]
    return iri_to_uri(context["origin"] + url)


AbsoluteURL = Annotated[str, BeforeValidator(_make_absolute)]


def page_url(page: Any, context: dict[str, Any]) -> str:
    """Return the URL of a page, computed once per response: an article repeats that of its section."""
    urls: dict[int, str] = context.setdefault("page_urls", {})
    if page.pk not in urls:
        urls[page.pk] = page.get_url(context["request"]) or ""
    return urls[page.pk]


class PageSchema(Schema):
    """Base of schemas of pages with a field `url`; adds no field."""

    @staticmethod
    def resolve_url(page: Any, context: dict[str, Any]) -> str:
        return page_url(page, context)


class PageLink(PageSchema):
    """Another page."""

    title: str = Field(description="Its title.", examples=["The Broken Button"])
    url: AbsoluteURL = Field(
        description="Its address.", examples=["https://magazine.example/features/the-broken-button/"]
    )


@dataclass(frozen=True, slots=True)
class ImageWithAlt:
    """An image with alt text for the place where it is used; ImageOut serializes it."""

    image: Any
    alt: str

    @property
    def credit(self) -> str:
        """The credit line of the image."""
        return str(self.image.credit)

    @property
    def sizes(self) -> list[Any]:
        """The renditions by width, smallest first; a small image has fewer."""
        return _one_of_each_width(renditions(self.image))

    @property
    def further_formats(self) -> list[dict[str, Any]]:
        """The same sizes in other formats, if they have been made."""
        found = further_renditions(self.image).items()
        return [{"type": kind, "sizes": _one_of_each_width(made)} for kind, made in found]

    @property
    def focal_point(self) -> dict[str, float] | None:
        """The part that must stay visible when the image is cropped, as fractions of its width and height."""
        focus = self.image.get_focal_point()
        if focus is None:
            return None
        width, height = self.image.width, self.image.height
        x, y = focus.centroid
        return {
            "x": round(x / width, 4),
            "y": round(y / height, 4),
            "width": round(focus.width / width, 4),
            "height": round(focus.height / height, 4),
        }


def _one_of_each_width(made: Sequence[Any]) -> list[Any]:
    """Return the renditions by width, smallest first; a small image has several of one width."""
    by_width = {rendition.width: rendition for rendition in reversed(made)}
    return [by_width[width] for width in sorted(by_width)]


class ImageSize(Schema):
    """One size of an image."""

    url: AbsoluteURL = Field(description="The file; another content has another address, so it can be kept for ever.")
    width: int = Field(description="In pixels.", examples=[960])
    height: int = Field(description="In pixels.", examples=[640])


class ImageFormat(Schema):
    """The sizes of an image in one format."""

    type: str = Field(description="The media type, as `source` takes it.", examples=["image/avif"])
    sizes: list[ImageSize] = Field(description="The smallest first.")


class FocalPoint(Schema):
    """The important part of an image, as fractions of its width and height: 0 is left or top, 1 right or bottom."""

    x: float = Field(description="Where its middle is, from the left.", examples=[0.5])
    y: float = Field(description="Where its middle is, from above.", examples=[0.4])
    width: float = Field(description="How wide it is.", examples=[0.2])
    height: float = Field(description="How high it is.", examples=[0.3])


class ImageOut(Schema):
    """An image: its texts, its sizes and its focal point."""

    alt: str = Field(description="What it shows, for those who do not see it; empty when it only decorates.")
    credit: str = Field(description="Who made it, as it has to be printed.", examples=["Harbor Light"])
    focal_point: FocalPoint | None = Field(description="What must stay in view when it is cut; null for the middle.")
    sizes: list[ImageSize] = Field(description="As WebP, the smallest first; a small picture has fewer.")
    further_formats: list[ImageFormat] = Field(
        description="All sizes as AVIF, one as JPEG. They are made in the background: a new picture has none yet."
    )


class FileOut(Schema):
    """A file to download."""

    title: str = Field(description="What it is called.", examples=["Evaluation form"])
    url: AbsoluteURL = Field(description="Where it can be downloaded.")
    size: int | None = Field(
        alias="get_file_size", description="In bytes; null when it cannot be told.", examples=[48213]
    )
    extension: str = Field(alias="file_extension", description="What its name ends in.", examples=["pdf"])


class EmbedOut(Schema):
    """A recording on another site."""

    url: str = Field(description="Its page there.", examples=["https://vimeo.com/76979871"])
    site: str = Field(description="The name of the site; empty when it is not known.", examples=["Vimeo"])
    player_url: str = Field(description="What a frame can show; empty when the site is not known.")

    @staticmethod
    def resolve_site(embed: Any) -> str:
        player = player_of(embed.url)
        return player.site if player else ""

    @staticmethod
    def resolve_player_url(embed: Any) -> str:
        player = player_of(embed.url)
        return player.src if player else ""


class PictureFile(Schema):
    """An image as one file, such as for a preview in a social network."""

    url: AbsoluteURL = Field(description="The file.")
    width: int = Field(description="In pixels.", examples=[1200])
    height: int = Field(description="In pixels.", examples=[630])


class Metadata(Schema):
    """Metadata for the head of a page."""

    title: str = Field(description="For `title` and for search engines.", examples=["The Broken Button"])
    description: str = Field(description="One or two sentences; may be empty.")
    canonical_url: AbsoluteURL = Field(description="The address of the page on the site of the magazine.")
    social_image: PictureFile | None = Field(description="For previews elsewhere; null without a picture.")
    structured_data: dict[str, Any] = Field(description="For search engines, as JSON-LD with words of schema.org.")


def metadata_of(page: Any, *, description: str, social_image: Any, structured_data: dict[str, Any], url: str) -> Any:
    """Return the object that `Metadata` serializes; an unreadable image is left out."""
    return {
        "title": page.seo_title or page.title,
        "description": page.search_description or description,
        "canonical_url": url,
        "social_image": social_image if social_image and getattr(social_image, "pk", None) else None,
        "structured_data": structured_data,
    }
