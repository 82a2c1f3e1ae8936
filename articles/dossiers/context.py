"""Contexts of the dossier pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from articles.models import ArticlePage, DossierIndexPage, DossierPage
from articles.pages.cards import Card, cards
from articles.pages.structured_data import collection_page
from base.pages.page_contexts import register_page_context


@dataclass(frozen=True)
class DossierCard:
    """A dossier in a list."""

    url: str
    title: str
    cover: Any
    seed: Any
    released_at: Any


@register_page_context(DossierIndexPage)
def index_context(page: DossierIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Return the dossiers, the latest first."""
    found = DossierPage.objects.child_of(page).newest_first().with_cover()
    shown = [_card(one, f"{page.get_url(request) or ''}{one.slug}/") for one in found]
    described = collection_page(page.title, page.intro, [card.url for card in shown], request)
    return {"dossiers": shown, "structured_data": described}


def _card(dossier: DossierPage, url: str) -> DossierCard:
    return DossierCard(url, dossier.title, dossier.cover, dossier.public_id, dossier.first_published_at)


@register_page_context(DossierPage)
def dossier_context(page: DossierPage, request: HttpRequest) -> dict[str, Any]:
    """Return the articles in order; a preview includes those that wait for the release."""
    found = cards(page.in_order(page.articles().for_cards()), request)
    if getattr(request, "is_preview", False):
        found = _with_waiting(page, found, request)
    description = page.search_description or f"{len(found)} articles"
    return {
        "cards": found,
        "social_image": page.social_image or page.cover,
        "structured_data": collection_page(page.title, description, [card.url for card in found], request),
    }


def _with_waiting(page: DossierPage, shown: Sequence[Card], request: HttpRequest) -> list[Card]:
    """Add the latest revisions of unpublished articles; each links to its own preview."""
    by_id = {card.public_id: card for card in shown}
    every = page.in_order(ArticlePage.objects.filter(pk__in=[entry.article_id for entry in page.entries.all()]))
    return [by_id.get(article.public_id) or _draft_card(article, request) for article in every]


def _draft_card(article: ArticlePage, request: HttpRequest) -> Card:
    card = cards([article.get_latest_revision_as_object()], request)[0]
    return replace(card, url=reverse("wagtailadmin_pages:view_draft", args=[article.pk]))
