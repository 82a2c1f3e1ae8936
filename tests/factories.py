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
from members.models import Institution

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
    return Institution.objects.get_or_create(slug=slugify(name), defaults={"name": name, **fields})[0]


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
