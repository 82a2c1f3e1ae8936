"""Save the sample magazine; existing objects stay as they are."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction

from articles.models import (
    ArticlePage,
    Contributor,
    ContributorLink,
    SectionPage,
    Trend,
    TrendGroup,
    TrendSynonym,
)
from base.models import MagazineImage
from home.first_pages import make_front_page
from home.models import HomePage, InformationPage, Pick
from members.models import Affiliation, Institution, User
from sample.logins import LOGINS, Login
from sample.parse_magazine import rich
from sample.records import Magazine, Picture, SampleError, picture
from sample.save_articles import Images, Progress, save_articles
from sample.save_dossiers import save_dossiers
from sample.save_institutions import save_institutions


@transaction.atomic
def save_magazine(magazine: Magazine, drawings: Mapping[Picture, bytes], progress: Progress) -> int:
    """Save what is missing; return the number of new articles."""
    save_institutions(magazine)
    save_users()
    save_trends(magazine)
    images = {drawn: _image(drawn, data, progress) for drawn, data in drawings.items()}
    save_contributors(magazine, images)
    home = save_home(magazine)
    save_sections(magazine, home)
    made = save_articles(magazine, images, progress)
    if made:
        choose_front_page(magazine, home)
        save_dossiers(magazine, home)
    return made


def save_users() -> None:
    """Make the sample log-ins, except those that exist."""
    for login in LOGINS:
        if not User.objects.filter(email=login.email).exists():
            user = User.objects.create_user(
                login.email, login.password, first_name=login.first_name, last_name=login.last_name
            )
            user.groups.set(Group.objects.filter(name=login.group))
            user.mark_email_verified()
            _save_affiliation(user, login)


def _save_affiliation(user: User, login: Login) -> None:
    """Tie a sample log-in to its institution, whose membership decides what it may read."""
    for institution in Institution.objects.filter(slug=login.institution):
        Affiliation.objects.create(
            user=user,
            institution=institution,
            source=Affiliation.Source.STAFF,
            is_coordinator=login.is_coordinator,
        )


def save_trends(magazine: Magazine) -> None:
    """Make the vocabulary: groups, terms, synonyms, and then what to see also."""
    for order, shelf in enumerate(magazine.trend_groups):
        group, _ = TrendGroup.objects.get_or_create(name=shelf["group"], defaults={"sort_order": order})
        for row in shelf["trends"]:
            _trend(row, group)
    for shelf in magazine.trend_groups:
        for row in shelf["trends"]:
            Trend.objects.get(slug=row["slug"]).see_also.add(*Trend.objects.filter(slug__in=row.get("see_also") or []))


def _trend(row: dict[str, Any], group: TrendGroup) -> None:
    kept = {name: row[name] for name in ("name", "scope_note", "status", "discuss_url") if row.get(name)}
    trend, is_new = Trend.objects.get_or_create(slug=row["slug"], defaults=kept | {"group": group})
    if is_new:
        TrendSynonym.objects.bulk_create(TrendSynonym(trend=trend, name=name) for name in row.get("synonyms") or [])


def save_contributors(magazine: Magazine, images: Images) -> None:
    """Make the sample contributors with their portraits and links."""
    institutions = {place.slug: place for place in Institution.objects.all()}
    for row in magazine.contributors:
        plain = ("name", "sort_name", "kind", "job_title", "biography", "orcid")
        fields: dict[str, Any] = {name: row[name] for name in plain if row.get(name)}
        fields["institution"] = institutions.get(row.get("institution") or "")
        fields["user"] = User.objects.filter(email=row.get("login", "")).first()
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
    home = make_front_page(title="Dimensions", tagline=magazine.home["tagline"], host="localhost", port=80)
    about = InformationPage(title="About", slug="about", body=rich(magazine.home["about"]))
    home.add_child(instance=about)
    return home


def save_sections(magazine: Magazine, home: HomePage) -> None:
    """Make the departments."""
    for row in magazine.sections:
        if not SectionPage.objects.filter(slug=row["slug"]).exists():
            home.add_child(instance=SectionPage(show_in_menus=True, **row))


def choose_front_page(magazine: Magazine, home: HomePage) -> None:
    """Choose the lead story and the picks of the front page."""
    articles = {article.slug: article for article in ArticlePage.objects.all()}
    named = [magazine.home["lead"], *magazine.home["picks"]]
    if unknown := [slug for slug in named if slug not in articles]:
        raise SampleError(f"home.yaml names {', '.join(unknown)}, but no article has that slug.")
    lead, *picks = (articles[slug] for slug in named)
    home.lead_article = lead
    home.picks.set([Pick(article=article, sort_order=order) for order, article in enumerate(picks)])
    home.save_revision().publish()


def _image(drawn: Picture, data: bytes, progress: Progress) -> MagazineImage:
    title = f"Dimensions: {drawn.motif}, {drawn.seed}"
    image = MagazineImage.objects.filter(title=title).first()
    if image is None:
        name = f"{drawn.motif}-{drawn.seed}.jpg".replace(" ", "-")
        image = MagazineImage(title=title, credit="Drawing: Dimensions", file=ContentFile(data, name=name))
        image.save()
    progress()
    return image
