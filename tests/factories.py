"""Small builders of what the tests need; every argument has a default that reads like the real thing."""

import io
import itertools
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from wagtail.models import Page, Site
from wagtail.signals import page_published

from archive.models import ArchivedArticlePage, ArchivedCredit, ArchivePage, IssuePage, PageScan
from articles.models import (
    ArticlePage,
    Contributor,
    Credit,
    DossierEntry,
    DossierIndexPage,
    DossierPage,
    SectionPage,
    Trend,
    TrendGroup,
)
from base.clock import today
from base.models import MagazineImage
from home.models import HomePage
from members.accounts.desk_access import may_enter_desk
from members.accounts.tokens import make_token
from members.models import Affiliation, Institution, InstitutionType, Membership, MembershipCategory, Scope, User

DAY = timedelta(days=1)
_numbers = itertools.count(1)


def make_site() -> HomePage:
    """Return the front page of the default site; made once."""
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
    """Return a section of this title, made under the front page when it is new."""
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
    """Return a published article; each is a day older than the one made before it, unless a date is given."""
    number = next(_numbers)
    title = title or f"Article {number}"
    age = ArticlePage.objects.count() + 1
    fields.setdefault("slug", slugify(title)[:60] or f"article-{number}")
    fields.setdefault("deck", "What a small museum learned when it opened at night.")
    fields.setdefault("body", [("text", text)])
    fields.setdefault("published_at", timezone.now() - age * DAY)
    article = ArticlePage(title=title, **fields)
    article.credits.set([Credit(contributor=person) for person in authors])
    article.trends.set(trends)
    article.first_published_at = article.last_published_at = timezone.now()
    (section or make_section()).add_child(instance=article)
    # The further effects of publishing, without a revision: three times as fast as saving and publishing one.
    page_published.send(sender=ArticlePage, instance=article, revision=None)
    return ArticlePage.objects.get(pk=article.pk)


def make_contributor(name: str = "Ana Duarte", **fields: Any) -> Contributor:
    """Return the contributor of this name, made when new."""
    defaults = {"slug": slugify(name) or f"contributor-{next(_numbers)}", **fields}
    return Contributor.objects.get_or_create(name=name, defaults=defaults)[0]


def make_institution(name: str = "Tidal Museum", **fields: Any) -> Institution:
    """Return the institution of this name, made when new."""
    fields.setdefault("type", InstitutionType.objects.get(slug="science-center"))
    fields.setdefault("number", f"T-{slugify(name)}"[:40])
    return Institution.objects.get_or_create(slug=slugify(name), defaults={"name": name, **fields})[0]


def make_membership(institution: Institution | None = None, **fields: Any) -> Membership:
    """Return a membership that began a year ago and has a year to run, unless days are given."""
    fields.setdefault("category", MembershipCategory.objects.first())
    fields.setdefault("starts_on", today() - 365 * DAY)
    fields.setdefault("ends_on", today() + 365 * DAY)
    return Membership.objects.create(institution=institution or make_institution(), **fields)


def make_user(email: str = "reader@tidal.example", **fields: Any) -> User:
    """Return the user with this address, made when new."""
    return User.objects.filter(email=email).first() or User.objects.create_user(email, "sesame 42", **fields)


def make_member(email: str = "reader@tidal.example", *, institution: Institution | None = None, **fields: Any) -> User:
    """Return a user who works at an institution with a running membership."""
    institution = institution or make_institution()
    if not institution.memberships.exists():
        make_membership(institution)
    user = make_user(email)
    fields.setdefault("source", Affiliation.Source.STAFF)
    Affiliation.objects.get_or_create(user=user, institution=institution, defaults=fields)
    return user


def make_key(user: User, *, scope: str = Scope.WRITE, name: str = "Program", days: int | None = None) -> str:
    """Return the secret of a new token; one that writes if its owner may."""
    return make_token(user=user, name=name, scope=scope if may_enter_desk(user) else Scope.READ, days=days)[1]


def make_trend(name: str = "Community science", *, group: str = "Community & society", **fields: Any) -> Trend:
    """Return the trend of this name, made when new."""
    shelf = TrendGroup.objects.get_or_create(name=group)[0]
    defaults = {"name": name, "group": shelf, "status": Trend.Status.ESTABLISHED, **fields}
    return Trend.objects.get_or_create(slug=slugify(name), defaults=defaults)[0]


def make_image(title: str = "Tide table", *, size: tuple[int, int] = (600, 400), **fields: Any) -> MagazineImage:
    """Return a saved single-colour image."""
    out = io.BytesIO()
    Image.new("RGB", size, "#2f6f73").save(out, "PNG")
    fields.setdefault("description", "A tide table, redrawn by visitors")
    return MagazineImage.objects.create(title=title, file=ImageFile(out, f"{slugify(title)}.png"), **fields)


def make_archive(title: str = "Archive", **fields: Any) -> ArchivePage:
    """Return the archive, made under the front page when it is new."""
    if found := ArchivePage.objects.first():
        return found
    return make_site().add_child(instance=ArchivePage(title=title, slug=slugify(title), **fields))


def make_dossier(title: str = "Museums at night", articles: Sequence[ArticlePage] = (), **fields: Any) -> DossierPage:
    """Return a dossier of some articles; it is released unless `live=False` is given."""
    dossiers = DossierIndexPage.objects.first() or make_site().add_child(
        instance=DossierIndexPage(title="Dossiers", slug="dossiers")
    )
    if fields.get("live", True):
        fields.setdefault("first_published_at", timezone.now())
    dossier = DossierPage(title=title, slug=slugify(title), **fields)
    dossier.entries.set([DossierEntry(article=article) for article in articles])
    dossiers.add_child(instance=dossier)
    return DossierPage.objects.get(pk=dossier.pk)


def make_pdf(*pages: str) -> bytes:
    """Return a real PDF with a line of text on each page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 400))
    for text in pages or ("One page",):
        canvas.drawString(30, 350, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def make_scan_picture(size: tuple[int, int] = (300, 400)) -> bytes:
    """Return the image of an empty page."""
    out = io.BytesIO()
    Image.new("RGB", size, "#f4f1e8").save(out, "WEBP")
    return out.getvalue()


def make_issue(
    title: str = "The Power of Small", *, year: int = 2019, months: int = 2, pages: int = 0, **fields: Any
) -> IssuePage:
    """Return a published issue for members; with pages, it has a PDF and a scan of each."""
    fields.setdefault("slug", f"{year}-{months}")
    issue: IssuePage = make_archive().add_child(
        instance=IssuePage(title=title, year=year, months=months, page_count=pages, **fields)
    )
    if pages:
        texts = [f"Words of page {issue.folio_of(position)}" for position in range(1, pages + 1)]
        issue.pdf.save("issue.pdf", ContentFile(make_pdf(*texts)))
        for position, text in enumerate(texts, start=1):
            scan = PageScan(issue=issue, position=position, width=300, height=400, text=text)
            scan.image.save(f"{position}.webp", ContentFile(make_scan_picture()))
    return IssuePage.objects.get(pk=issue.pk)


def make_archived_article(
    title: str = "",
    *,
    issue: IssuePage | None = None,
    authors: Sequence[Contributor] = (),
    trends: Sequence[Trend] = (),
    pdf: bytes = b"",
    **fields: Any,
) -> ArchivedArticlePage:
    """Return a published archived article for members, in the last issue that was made unless one is given."""
    number = next(_numbers)
    title = title or f"Archived article {number}"
    fields.setdefault("slug", slugify(title)[:60] or f"archived-{number}")
    fields.setdefault("department", "Features")
    fields.setdefault("teaser", "What everybody may know of it.")
    fields.setdefault("text", "The first paragraph.\n\nThe second paragraph.")
    parent = issue or IssuePage.objects.order_by("-pk").first() or make_issue()
    article: ArchivedArticlePage = parent.add_child(instance=ArchivedArticlePage(title=title, **fields))
    article.credits.set([ArchivedCredit(contributor=person) for person in authors])
    article.trends.set(trends)
    if pdf:
        article.pdf.save("article.pdf", ContentFile(pdf), save=False)
    article.save_revision().publish()
    return ArchivedArticlePage.objects.get(pk=article.pk)
