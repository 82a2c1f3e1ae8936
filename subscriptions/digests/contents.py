"""The content of a digest, and its e-mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from articles.feeds.combinations import Combination
from articles.models import ArticlePage
from base.mail.messages import EventMessage
from subscriptions.following.followed import followed_terms
from subscriptions.models import Announcement, Digest


@dataclass(frozen=True)
class Item:
    """A piece in a digest, with only its public parts."""

    title: str
    deck: str
    byline: str
    kicker: str
    url: str
    is_gated: bool


class DigestMessage(EventMessage, EmailMultiAlternatives):
    """A mail on a period, sent only once to an address."""


def articles_for(digest: Digest, end: datetime) -> list[ArticlePage]:
    """Return the articles that became public since the last digest and still are, newest first."""
    news = Announcement.objects.between(digest.covered_until, end).values("public_id")
    articles = ArticlePage.objects.newest_first()
    if digest.is_followed_only:
        terms = followed_terms(digest.user)
        articles = Combination(terms).articles if terms else articles.none()
    return list(articles.filter(public_id__in=news).with_byline().select_related("listed_in"))


def message(digest: Digest, articles: Sequence[ArticlePage], *, event: str) -> DigestMessage:
    """Return the mail, with a one-click unsubscription (RFC 8058)."""
    own = _absolute(digest.get_absolute_url())
    context = {
        "items": [_item(article) for article in articles],
        "digest": digest,
        "own": own,
        "account": _absolute(reverse("following")) if digest.user_id else "",
        "site": settings.WAGTAILADMIN_BASE_URL,
    }
    text = render_to_string("subscriptions/mail/digest.txt", context)
    subject, _separator, body = text.partition("\n")
    headers = {"List-Unsubscribe": f"<{own}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail = DigestMessage(subject.strip(), body.strip() + "\n", to=[digest.email], headers=headers, event=event)
    mail.attach_alternative(render_to_string("subscriptions/mail/digest.html", context), "text/html")
    return mail


def _item(article: ArticlePage) -> Item:
    names = [credit.contributor.name for credit in article.byline_credits]
    return Item(
        title=article.listed_title,
        deck=article.deck,
        byline=", ".join(names),
        kicker=" · ".join(dict.fromkeys([article.listed_in.title, article.get_kind_display()])),
        url=_absolute(article.get_url()),
        is_gated=article.is_gated(),
    )


def _absolute(path: Any) -> str:
    return urljoin(settings.WAGTAILADMIN_BASE_URL, str(path))
