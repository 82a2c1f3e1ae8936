"""Save the articles of the sample magazine: published, scheduled or handed in."""

import datetime as dt
import random
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from django.utils import timezone

from articles.models import ArticlePage, Contributor, Correction, Credit, SectionPage, Trend
from base.models import MagazineDocument, MagazineImage
from members.models import Access, Institution, User
from sample.bodies import Material, body_json
from sample.drawing.tones import tones
from sample.logins import LOGINS
from sample.records import ArticleRecord, Magazine, Picture

Images = Mapping[Picture, MagazineImage]
Progress = Callable[[], object]


def save_articles(magazine: Magazine, images: Images, progress: Progress) -> int:
    """Make the articles that are missing: first the pages, then the bodies, which link to one another."""
    there = set(ArticlePage.objects.values_list("slug", flat=True))
    new = [record for record in magazine.articles if record.slug not in there]
    for record in new:
        _empty_article(record, images)
    material = Material(
        images=images,
        pages=dict(ArticlePage.objects.values_list("slug", "pk")),
        make_document=_document,
        make_tones=tones,
        today=timezone.localdate(),
    )
    for record in new:
        _complete(record, material)
        progress()
    return len(new)


def _empty_article(record: ArticleRecord, images: Images) -> None:
    front = record.front
    section = SectionPage.objects.get(slug=front["section"])
    article = ArticlePage(
        title=front["title"],
        slug=record.slug,
        deck=front["deck"],
        kind=front["kind"],
        live=False,
        published_at=_moment(record.slug, front.get("published_days_ago")),
        revised_at=_moment(record.slug, front.get("updated_days_ago")),
        access=front.get("access", Access.OPEN),
        gated_until=_gate_opens(front.get("opens_in_days")),
        **_by_kind(front),
    )
    if record.lead:
        article.lead_image = images[record.lead]
        article.lead_image_alt = front["lead"]["alt"]
        article.lead_image_caption = front["lead"].get("caption", "")
    section.add_child(instance=article)


def _complete(record: ArticleRecord, material: Material) -> None:
    article = ArticlePage.objects.get(slug=record.slug)
    front = record.front
    article.body = body_json(record, material)
    article.credits = [_credit(row) for row in front["credits"]]
    article.trends.set(Trend.objects.filter(slug__in=front["trends"]))
    article.institutions.set(Institution.objects.filter(slug__in=front.get("about") or []))
    article.corrections = [_correction(row) for row in front.get("corrections") or []]
    article.full_clean()
    STATES[front.get("state", "published")](article, front)


def _publish(article: ArticlePage, front: dict[str, Any]) -> None:
    article.save_revision(user=_login("editor")).publish()
    ArticlePage.objects.filter(pk=article.pk).update(first_published_at=article.published_at)


def _schedule(article: ArticlePage, front: dict[str, Any]) -> None:
    article.go_live_at = _nine_o_clock(front["appears_in_days"])
    article.save_revision(user=_login("managing editor")).publish()


def _nine_o_clock(in_days: int) -> dt.datetime:
    day = timezone.localdate() + dt.timedelta(days=in_days)
    return dt.datetime.combine(day, dt.time(9), timezone.get_default_timezone())


def _gate_opens(in_days: int | None) -> dt.datetime | None:
    return None if in_days is None else _nine_o_clock(in_days)


def _submit(article: ArticlePage, front: dict[str, Any]) -> None:
    author = _login("author")
    article.owner = author
    article.save()
    article.save_revision(user=author)
    article.get_workflow().start(article, author)


STATES = {"published": _publish, "scheduled": _schedule, "submitted": _submit}


def _login(role: str) -> User:
    return User.objects.get(email=next(login.email for login in LOGINS if login.role == role))


def _credit(row: dict[str, Any]) -> Credit:
    credit = Credit(
        contributor=Contributor.objects.get(slug=row["contributor"]),
        role=row["role"],
        title=row.get("title") or "",
        institution=Institution.objects.filter(slug=row.get("institution") or "").first(),
    )
    credit.fill_affiliation()
    return credit


def _correction(row: dict[str, Any]) -> Correction:
    made_at = timezone.now() - dt.timedelta(days=row["days_ago"])
    return Correction(severity=row["severity"], wrong=row.get("wrong") or "", right=row["right"], made_at=made_at)


def _by_kind(front: dict[str, Any]) -> dict[str, Any]:
    if event := front.get("event"):
        zone = ZoneInfo(event["timezone"])
        hour, minute = map(int, str(event["at"]).split(":"))
        day = timezone.localdate() + dt.timedelta(days=event["starts_in_days"])
        starts = dt.datetime.combine(day, dt.time(hour, minute), zone)
        return {
            "event_starts_at": starts,
            "event_ends_at": starts + dt.timedelta(minutes=event["lasts_minutes"]),
            "event_time_zone": event["timezone"],
            "event_venue": event.get("venue") or "",
            "event_url": event.get("url") or "",
        }
    if resource := front.get("resource"):
        return {f"resource_{name}": value for name, value in resource.items()}
    if review := front.get("review"):
        host = Institution.objects.filter(slug=review["host"]).first()
        return {"review_exhibition": review["exhibition"], "review_host": host}
    return {}


def _moment(slug: str, days_ago: int | None) -> dt.datetime | None:
    """A working hour so many days ago, the same one for the same article."""
    if days_ago is None:
        return None
    minutes = random.Random(slug).randrange(8 * 60, 17 * 60)  # noqa: S311 - not for secrets
    day = timezone.localdate() - dt.timedelta(days=days_ago)
    return dt.datetime.combine(day, dt.time(minutes // 60, minutes % 60), timezone.get_default_timezone())


def _document(title: str, name: str, content: bytes) -> MagazineDocument:
    document = MagazineDocument(title=title, file=ContentFile(content, name=name))
    document.save()
    return document
