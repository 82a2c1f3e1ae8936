"""The navigation of every page: the menu, and the groups of the footer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import ArticlePage, Kind
from articles.site_structure import top_level


@dataclass(frozen=True)
class MenuItem:
    """One entry of a menu."""

    title: str
    url: str
    colour: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class MenuGroup:
    """Some entries of the footer under a heading; `label` is for those who hear the page."""

    title: str
    label: str
    entries: Sequence[MenuItem]
    is_wide: bool = False


# Titles, and the names of the addresses.
OF_THE_MAGAZINE = (
    ("Contributors", "contributors"),
    ("Trends", "trends"),
    ("Feeds", "feeds"),
    ("Corrections", "corrections"),
    ("Write for us", "submissions"),
)
FOR_MEMBERS = (("How to join", "join"), ("Institutions", "institutions"), ("Passport Program", "passport"))


def main_menu(request: HttpRequest) -> list[MenuItem]:
    """The sections and other places in the order in which editors put them, then what cuts across them."""
    top = top_level(request)
    return [
        *(_item(page, request) for page in [*top.sections, *top.others] if page.show_in_menus),
        MenuItem(_("Trends"), reverse("trends")),
        MenuItem(Kind.EVENT.plural, Kind.EVENT.get_absolute_url()),
    ]


def footer_groups(request: HttpRequest) -> list[MenuGroup]:
    """The groups of the footer; one with nothing in it is left out."""
    pages = [_item(page, request) for page in top_level(request).others]
    kinds = [MenuItem(kind.plural, kind.get_absolute_url()) for kind in Kind]
    groups = [
        MenuGroup(_("The magazine"), _("The magazine"), [*pages, *map(_named, OF_THE_MAGAZINE)]),
        MenuGroup(_("Members"), _("Members"), list(map(_named, FOR_MEMBERS))),
        MenuGroup(_("Kinds"), _("Kinds of article"), kinds, is_wide=True),
        MenuGroup(_("By year"), _("Archive by year"), _years(), is_wide=True),
    ]
    return [group for group in groups if group.entries]


def _named(entry: tuple[str, str]) -> MenuItem:
    title, name = entry
    return MenuItem(title, reverse(name))


def _item(page: Any, request: HttpRequest) -> MenuItem:
    return MenuItem(page.title, page.get_url(request) or "", getattr(page, "colour", ""))


def _years() -> list[MenuItem]:
    """The years of the magazine, the last one first."""
    years = reversed(ArticlePage.objects.years())
    return [MenuItem(str(year), reverse("year", args=[year])) for year in years]
