"""Put the sample magazine into the database: what is there already stays as it is."""

import datetime as dt
import random
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from articles.models import (
    ArticlePage,
    Contributor,
    ContributorLink,
    Credit,
    SectionPage,
    Trend,
    TrendGroup,
    TrendSynonym,
)
from base.models import MagazineDocument, MagazineImage
from dimensions.demo.bodies import Material, body_json
from dimensions.demo.logins import LOGINS
from dimensions.demo.parse_magazine import rich
from dimensions.demo.records import ArticleRecord, Magazine, Picture, SampleError, picture
from dimensions.demo.tones import tones
from home.models import HomePage, InformationPage, Pick
from members.models import Institution, User

Images = Mapping[Picture, MagazineImage]
Progress = Callable[[], object]


@transaction.atomic
def save_magazine(magazine: Magazine, drawings: Mapping[Picture, bytes], progress: Progress) -> int:
    """Save what is missing and give the number of new articles."""
    save_users()
    save_institutions(magazine)
    save_trends(magazine)
    images = {drawn: _image(drawn, data, progress) for drawn, data in drawings.items()}
    save_contributors(magazine, images)
    save_authors_profile()
    home = save_home(magazine)
    save_sections(magazine, home)
    made = save_articles(magazine, images, progress)
    if made:
        choose_front_page(magazine, home)
    return made


def save_users() -> None:
    """Make the sample log-ins, except those that exist."""
    for login in LOGINS:
        if not User.objects.filter(email=login.email).exists():
            user = User.objects.create_user(
                login.email, login.password, first_name=login.first_name, last_name=login.last_name
            )
            user.groups.set(Group.objects.filter(name=login.group))


def save_authors_profile() -> None:
    """Tie the sample author's log-in to a contributor, so that a new article begins with a byline."""
    login = LOGINS[0]
    user = User.objects.get(email=login.email)
    Contributor.objects.get_or_create(
        user=user,
        defaults={
            "name": str(user),
            "job_title": "Education officer",
            "institution": Institution.objects.order_by("name").first(),
        },
    )


def save_institutions(magazine: Magazine) -> None:
    """Make the sample institutions."""
    for row in magazine.institutions:
        Institution.objects.get_or_create(
            slug=row["slug"], defaults={k: v or "" for k, v in row.items() if k != "slug"}
        )


def save_trends(magazine: Magazine) -> None:
    """Make the vocabulary: groups, terms, synonyms, and then what to see also."""
    for order, shelf in enumerate(magazine.trend_groups):
        group, _ = TrendGroup.objects.get_or_create(name=shelf["group"], defaults={"sort_order": order})
        for row in shelf["trends"]:
            _trend(row, group)
    for shelf in magazine.trend_groups:
        for row in shelf["trends"]:
            Trend.objects.get(slug=row["slug"]).see_also.add(
                *Trend.objects.filter(slug__in=row.get("see_also") or [])
            )


def _trend(row: dict[str, Any], group: TrendGroup) -> None:
    kept = {name: row[name] for name in ("name", "scope_note", "status", "discuss_url") if row.get(name)}
    trend, is_new = Trend.objects.get_or_create(slug=row["slug"], defaults=kept | {"group": group})
    if is_new:
        TrendSynonym.objects.bulk_create(
            TrendSynonym(trend=trend, name=name) for name in row.get("synonyms") or []
        )


def save_contributors(magazine: Magazine, images: Images) -> None:
    """Make the sample contributors with their portraits and links."""
    institutions = {place.slug: place for place in Institution.objects.all()}
    for row in magazine.contributors:
        plain = ("name", "sort_name", "kind", "job_title", "biography", "orcid")
        fields: dict[str, Any] = {name: row[name] for name in plain if row.get(name)}
        fields["institution"] = institutions.get(row.get("institution") or "")
        fields["portrait"] = images[picture(row["portrait"])] if "portrait" in row else None
        person, is_new = Contributor.objects.get_or_create(slug=row["slug"], defaults=fields)
        if is_new:
            ContributorLink.objects.bulk_create(
                ContributorLink(contributor=person, **link) for link in row.get("links") or []
            )


def save_home(magazine: Magazine) -> HomePage:
    """Make the front page the root of the site, and the page about the magazine."""
    home = HomePage.objects.first()
    if home:
        return home
    root = Page.objects.get(depth=1)
    home = root.add_child(
        instance=HomePage(title="Dimensions", slug="dimensions", tagline=magazine.home["tagline"])
    )
    placeholder = Site.objects.filter(is_default_site=True).first()
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home, "site_name": "Dimensions"}
    )
    if placeholder and placeholder.root_page.specific_class is Page:
        placeholder.root_page.delete()
    about = InformationPage(title="About", slug="about", body=rich(magazine.home["about"]))
    home.add_child(instance=about)
    return home


def save_sections(magazine: Magazine, home: HomePage) -> None:
    """Make the departments."""
    for row in magazine.sections:
        if not SectionPage.objects.filter(slug=row["slug"]).exists():
            home.add_child(instance=SectionPage(show_in_menus=True, **row))


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
        _publish(record, material)
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
        published_at=_moment(record.slug, front["published_days_ago"]),
        **_by_kind(front),
    )
    if "updated_days_ago" in front:
        article.revised_at = _moment(record.slug, front["updated_days_ago"])
    if record.lead:
        article.lead_image = images[record.lead]
        article.lead_image_alt = front["lead"]["alt"]
        article.lead_image_caption = front["lead"].get("caption", "")
    section.add_child(instance=article)


def _publish(record: ArticleRecord, material: Material) -> None:
    article = ArticlePage.objects.get(slug=record.slug)
    front = record.front
    article.body = body_json(record, material)
    article.credits = [_credit(row) for row in front["credits"]]
    article.trends.set(Trend.objects.filter(slug__in=front["trends"]))
    article.institutions.set(Institution.objects.filter(slug__in=front.get("about") or []))
    article.full_clean()
    revision = article.save_revision(user=User.objects.get(email=LOGINS[1].email))
    revision.publish()
    ArticlePage.objects.filter(pk=article.pk).update(first_published_at=article.published_at)


def _credit(row: dict[str, Any]) -> Credit:
    credit = Credit(
        contributor=Contributor.objects.get(slug=row["contributor"]),
        role=row["role"],
        title=row.get("title") or "",
        institution=Institution.objects.filter(slug=row.get("institution") or "").first(),
    )
    credit.fill_affiliation()
    return credit


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


def choose_front_page(magazine: Magazine, home: HomePage) -> None:
    """Put the lead story and the picks of the sample on the front page."""
    articles = {article.slug: article for article in ArticlePage.objects.all()}
    named = [magazine.home["lead"], *magazine.home["picks"]]
    if unknown := [slug for slug in named if slug not in articles]:
        raise SampleError(f"home.yaml names {', '.join(unknown)}, but no article has that slug.")
    lead, *picks = (articles[slug] for slug in named)
    home.lead_article = lead
    home.picks.set([Pick(article=article, sort_order=order) for order, article in enumerate(picks)])
    home.save_revision().publish()


def _moment(slug: str, days_ago: int) -> dt.datetime:
    """A working hour so many days ago, the same one for the same article."""
    minutes = random.Random(slug).randrange(8 * 60, 17 * 60)  # noqa: S311 - no secret depends on it
    day = timezone.localdate() - dt.timedelta(days=days_ago)
    return dt.datetime.combine(day, dt.time(minutes // 60, minutes % 60), timezone.get_default_timezone())


def _image(drawn: Picture, data: bytes, progress: Progress) -> MagazineImage:
    title = f"Dimensions: {drawn.motif}, {drawn.seed}"
    image = MagazineImage.objects.filter(title=title).first()
    if image is None:
        name = f"{drawn.motif}-{drawn.seed}.jpg".replace(" ", "-")
        image = MagazineImage(title=title, credit="Drawing: Dimensions", file=ContentFile(data, name=name))
        image.save()
    progress()
    return image


def _document(title: str, name: str, content: bytes) -> MagazineDocument:
    document = MagazineDocument(title=title, file=ContentFile(content, name=name))
    document.save()
    return document
