"""The front page, navigation and information pages in the API."""

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Schema
from wagtail.rich_text import expand_db_html

from archive.api.schemas import IssueSummary
from articles.api.schemas import IDENTIFIER, PAGE, PATH, SLUG, ArticleSummary, SectionOut
from articles.pages.navigation import MenuGroup, MenuItem
from articles.pages.structured_data import website
from base.api.schemas import AbsoluteURL, Metadata, PageSchema, metadata_of, page_url
from base.sanitize import sanitize
from home.models import HomePage, InformationPage


class StreamOut(Schema):
    """The newest articles of one section."""

    section: SectionOut = Field(description="The department.")
    articles: list[ArticleSummary] = Field(description="Up to three that stand nowhere else on the page.")


class FrontPageOut(Schema):
    """The front page with its stories; each article appears only once."""

    title: str = Field(description="The name of the magazine.", examples=["Dimensions"])
    tagline: str = Field(description="Printed under the name; may be empty.")
    url: AbsoluteURL = Field(description=PAGE)
    lead: ArticleSummary | None = Field(description="The lead story; null while nothing is published.")
    picks: list[ArticleSummary] = Field(description="What the editors picked, in their order.")
    latest: list[ArticleSummary] = Field(description="The newest, up to eight.")
    events: list[ArticleSummary] = Field(description="The next events, up to three.")
    streams: list[StreamOut] = Field(description="The newest of each section, in the order of the menu.")
    archive: list[IssueSummary] = Field(description="Issues of these months in other years, up to six.")
    metadata: Metadata = Field(description="What belongs into the head of its page.")


class MenuItemOut(Schema):
    """One entry of a menu."""

    title: str = Field(description="What stands there.", examples=["Features"])
    url: AbsoluteURL = Field(description="Where it leads.", examples=["https://magazine.example/features/"])
    path: str = Field(alias="url", description=f"{PATH}", examples=["/features/"])
    colour: str = Field(description="The accent colour of a section; empty for all else.", examples=["teal"])


class MenuGroupOut(Schema):
    """Some entries under a heading."""

    title: str = Field(description="The heading.", examples=["The magazine"])
    label: str = Field(description="What the group is called for those who hear the page.")
    entries: list[MenuItemOut] = Field(description="What stands under it.")


class NavigationOut(Schema):
    """The navigation that every page has."""

    name: str = Field(description="The name of the magazine.", examples=["Dimensions"])
    tagline: str = Field(description="Printed under the name; may be empty.")
    url: AbsoluteURL = Field(description="The front page.")
    menu: list[MenuItemOut] = Field(description="The menu, in its order.")
    footer: list[MenuGroupOut] = Field(description="The groups at the foot of every page.")


class InformationSummary(PageSchema):
    """An information page in a list."""

    id: uuid.UUID = Field(alias="public_id", description=IDENTIFIER)
    slug: str = Field(description=SLUG, examples=["about"])
    url: AbsoluteURL = Field(description=PAGE, examples=["https://magazine.example/about/"])
    path: str = Field(description=PATH, examples=["/about/"])
    title: str = Field(description="Its title.", examples=["About"])
    intro: str = Field(description="What stands above the text; may be empty.")
    is_in_menu: bool = Field(alias="show_in_menus", description="Whether the menu names it.")
    updated_at: dt.datetime | None = Field(alias="last_published_at", description="When it was published last.")

    @staticmethod
    def resolve_path(page: InformationPage, context: Any) -> str:
        return page_url(page, context)


class InformationOut(InformationSummary):
    """An information page."""

    body_html: str = Field(description="The text: no scripts, styles or classes, and all addresses absolute.")
    metadata: Metadata = Field(description="What belongs into the head of its page.")

    @staticmethod
    def resolve_body_html(page: InformationPage, context: Any) -> str:
        request = context["request"]
        return sanitize(expand_db_html(page.body), request.build_absolute_uri(page.get_url(request)))

    @staticmethod
    def resolve_metadata(page: InformationPage, context: Any) -> Any:
        return plain_metadata(page, page.intro, {}, context["request"])


def plain_metadata(page: Any, description: str, described: dict[str, Any], request: HttpRequest) -> Any:
    """Return the metadata of a page without a picture of its own."""
    url = page.get_url(request) or "/"
    return metadata_of(page, description=description, social_image=None, structured_data=described, url=url)


def front_metadata(page: HomePage, request: HttpRequest) -> Any:
    """Return the metadata of the front page."""
    described = website(settings.WAGTAIL_SITE_NAME, page.tagline, request)
    return plain_metadata(page, page.tagline, described, request)


def navigation_out(page: HomePage, menu: list[MenuItem], footer: list[MenuGroup], request: HttpRequest) -> Any:
    """Return the object that `NavigationOut` serializes."""
    return {
        "name": settings.WAGTAIL_SITE_NAME,
        "tagline": page.tagline,
        "url": page.get_url(request) or "/",
        "menu": menu,
        "footer": footer,
    }
