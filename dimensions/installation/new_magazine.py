"""Set up a magazine: front page, first sections, site, and an account for the desk."""

from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db import transaction
from wagtail.models import Site

from articles.models import SectionPage
from dimensions.installation.first_account import administrators, make_first_account
from home.first_pages import make_front_page, place_site
from home.models import HomePage
from members.models import User

LOCAL_HOSTS = {"localhost", "127.0.0.1", ""}
TITLE = "Dimensions"
Colour = SectionPage.Colour


class FirstSection(NamedTuple):
    """A section that a new magazine has; editors rename, move and delete it as any other."""

    slug: str
    title: str
    colour: str
    intro: str


FIRST_SECTIONS = (
    FirstSection("features", "Features", Colour.CORAL, "Long looks at one question each."),
    FirstSection("viewpoints", "Viewpoints", Colour.INDIGO, "One person, one claim, and the reasons for it."),
    FirstSection("people", "People", Colour.PLUM, "Appointments, honors and farewells."),
    FirstSection("at-a-glance", "At a Glance", Colour.SKY, "One set of numbers, and what it says."),
)


class Place(NamedTuple):
    """Host and port of the site, as Wagtail stores them."""

    host: str
    port: int


def place_of(url: str) -> Place:
    """Return host and port of a URL; the port defaults to that of its scheme."""
    parts = urlsplit(url)
    return Place(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))


@dataclass
class Beginning:
    """The result of the setup: sentences on what was made, and the account for the desk."""

    account: User | None
    made: list[str] = field(default_factory=list)


@transaction.atomic
def begin_magazine(*, url: str, email: str) -> Beginning:
    """Create what is missing. Raise AddressTakenError if somebody else has the e-mail of the first account."""
    place = place_of(url)
    made = _make_pages(place) or _correct_site(place)
    account = administrators().filter(email__iexact=email).first()
    if not administrators().exists():
        account = make_first_account(email)
        made.append(f"Made the account {email}: a managing editor who may administer everything.")
    return Beginning(account, made)


def _make_pages(place: Place) -> list[str]:
    """Create front page and sections, unless there is a front page: sections that editors deleted stay deleted."""
    if HomePage.objects.exists():
        return []
    home = make_front_page(title=TITLE, tagline="", host=place.host, port=place.port)
    for section in FIRST_SECTIONS:
        home.add_child(instance=SectionPage(show_in_menus=True, **section._asdict()))
    return [f"Made the front page at {place.host} and the sections {', '.join(each.title for each in FIRST_SECTIONS)}."]


def _correct_site(place: Place) -> list[str]:
    """Set the host of the site if nobody has: API and feeds would say localhost."""
    site = Site.objects.filter(is_default_site=True).first()
    if site and (site.hostname not in LOCAL_HOSTS or Place(site.hostname, site.port) == place):
        return []
    place_site(home=HomePage.objects.get(), host=place.host, port=place.port)
    return [f"The site is at {place.host} now, and no longer at {site.hostname if site else 'no address'}."]
