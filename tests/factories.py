"""Small builders of what the tests need; every argument has a default that reads like the real thing."""

import io
import itertools
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.files.images import ImageFile
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image
from wagtail.models import Page, Site

from articles.models import ArticlePage, Contributor, Credit, SectionPage, Trend, TrendGroup
from base.models import MagazineImage
from home.models import HomePage
from members.models import Affiliation, Institution, InstitutionType, Membership, MembershipCategory, User
from members.models.membership import today

DAY = timedelta(days=1)
_numbers = itertools.count(1)


def make_site() -> HomePage:
    """Give the front page of the default site; made once."""
    if home := HomePage.objects.first():
        return home
    home = Page.get_first_root_node().add_child(
        instance=HomePage(title="Dimensions", slug="front", tagline="The field, in depth")
    )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": home}
    )
    Page.objects.filter(depth=2).exclude(pk=home.pk).delete()
    return home


def make_section(title: str = "Features", **fields: Any) -> SectionPage:
    """Give a section of this title, made under the front page when it is new."""
    if found := SectionPage.objects.filter(title=title).first():
        return found
    return make_site().add_child(instance=SectionPage(title=title, slug=slugify(title), **fields))


def make_article(
    title: str = "",
    *,
    section: SectionPage | None = None,
    authors: Sequence[Contributor] = (),
    trends: Sequence[Trend] = (),
    text: str = "<p>The tide table was redrawn by visitors.</p>",
    **fields: Any,
) -> ArticlePage:
    """Give a published article; each is a day older than the one made before it, unless a date is given."""
    number = next(_numbers)
    title = title or f"Article {number}"
    fields.setdefault("slug", slugify(title)[:60] or f"article-{number}")
    fields.setdefault("deck", "What a small museum learned when it opened at night.")
    fields.setdefault("body", [("text", text)])
    fields.setdefault("published_at", timezone.now() - number * DAY)
    article: ArticlePage = (section or make_section()).add_child(instance=ArticlePage(title=title, **fields))
    article.credits.set([Credit(contributor=person) for person in authors])
    article.trends.set(trends)
    article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def make_contributor(name: str = "Ana Duarte", **fields: Any) -> Contributor:
    """Give the contributor of this name, made when new."""
    defaults = {"slug": slugify(name) or f"contributor-{next(_numbers)}", **fields}
    return Contributor.objects.get_or_create(name=name, defaults=defaults)[0]


def make_institution(name: str = "Tidal Museum", **fields: Any) -> Institution:
    """Give the institution of this name, made when new."""
    fields.setdefault("type", InstitutionType.objects.get(slug="science-center"))
    return Institution.objects.get_or_create(slug=slugify(name), defaults={"name": name, **fields})[0]


def make_membership(institution: Institution | None = None, **fields: Any) -> Membership:
    """Give a membership that began a year ago and has a year to run, unless days are given."""
    fields.setdefault("category", MembershipCategory.objects.first())
    fields.setdefault("starts_on", today() - 365 * DAY)
    fields.setdefault("ends_on", today() + 365 * DAY)
    return Membership.objects.create(institution=institution or make_institution(), **fields)


def make_user(email: str = "reader@tidal.example", **fields: Any) -> User:
    """Give the user with this address, made when new."""
    return User.objects.filter(email=email).first() or User.objects.create_user(email, "sesame 42", **fields)


def make_member(
    email: str = "reader@tidal.example", *, institution: Institution | None = None, **fields: Any
) -> User:
    """Give a user who works at an institution with a running membership."""
    institution = institution or make_institution()
    if not institution.memberships.exists():
        make_membership(institution)
    user = make_user(email)
    fields.setdefault("source", Affiliation.Source.STAFF)
    Affiliation.objects.get_or_create(user=user, institution=institution, defaults=fields)
    return user


def make_trend(
    name: str = "Community science", *, group: str = "Community & society", **fields: Any
) -> Trend:
    """Give the trend of this name, made when new."""
    shelf = TrendGroup.objects.get_or_create(name=group)[0]
    defaults = {"name": name, "group": shelf, **fields}
    return Trend.objects.get_or_create(slug=slugify(name), defaults=defaults)[0]


def make_image(
    title: str = "Tide table", *, size: tuple[int, int] = (600, 400), **fields: Any
) -> MagazineImage:
    """Give a saved picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, "#2f6f73").save(out, "PNG")
    fields.setdefault("description", "A tide table, redrawn by visitors")
    return MagazineImage.objects.create(title=title, file=ImageFile(out, f"{slugify(title)}.png"), **fields)
