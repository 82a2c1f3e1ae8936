"""Save the dossiers of the sample magazine."""

import datetime as dt
from typing import Any

from django.utils import timezone

from articles.models import ArticlePage, DossierEntry, DossierIndexPage, DossierPage
from home.models import HomePage
from sample.parse_magazine import rich
from sample.records import Magazine


def save_dossiers(magazine: Magazine, home: HomePage) -> None:
    """Put the articles together, unless a dossier has that slug."""
    for row in magazine.dossiers:
        if not DossierPage.objects.filter(slug=row["slug"]).exists():
            _save(row, _index(home))


def _index(home: HomePage) -> DossierIndexPage:
    found = DossierIndexPage.objects.first()
    return found or home.add_child(instance=DossierIndexPage(title="Dossiers", slug="dossiers", show_in_menus=False))


def _save(row: dict[str, Any], index: DossierIndexPage) -> None:
    articles = {article.slug: article for article in ArticlePage.objects.filter(slug__in=row["articles"])}
    dossier = DossierPage(
        title=row["title"],
        slug=row["slug"],
        introduction=rich(row["introduction"]),
        cover=articles[row["cover"]].lead_image,
        live=False,
    )
    index.add_child(instance=dossier)
    dossier.entries.set(
        [DossierEntry(article=articles[slug], sort_order=order) for order, slug in enumerate(row["articles"])]
    )
    dossier.save_revision().publish()
    released = timezone.now() - dt.timedelta(days=row["published_days_ago"])
    DossierPage.objects.filter(pk=dossier.pk).update(first_published_at=released)
