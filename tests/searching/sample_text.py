"""The sample magazine as text only: everything that is searched, without images and PDFs, in a few seconds."""

from collections import defaultdict
from typing import Any

from django.utils.text import slugify

from archive.importers.parsing.parse_values import PAIRS
from archive.models import ArchivedArticlePage, ArchivedCredit, IssuePage
from articles.models import Contributor, Trend
from members.models import Institution
from sample.parse_magazine import parse_magazine
from sample.printed_issues.compose import composed
from sample.printed_issues.load import FILES, MAGAZINE
from sample.printed_issues.parse import parse_archive
from sample.printed_issues.records import Archive, Author, SampleArticle, SampleIssue
from sample.save import save_contributors, save_home, save_sections, save_trends, save_users
from sample.save_articles import save_articles
from sample.save_institutions import save_institutions
from search.rebuild import rebuild
from tests.factories import make_image, make_issue


def load_sample_text() -> None:
    """Save and index all of it."""
    magazine = parse_magazine(MAGAZINE)
    image = make_image(size=(60, 40))
    images: dict[Any, Any] = defaultdict(lambda: image)
    save_institutions(magazine)
    save_users()
    save_trends(magazine)
    save_contributors(magazine, images)
    save_sections(magazine, save_home(magazine))
    save_articles(magazine, images, progress=lambda: None)
    archive = parse_archive(FILES, MAGAZINE)
    for issue in archive.issues:
        _save_issue(issue, archive)
    rebuild()


def _save_issue(issue: SampleIssue, archive: Archive) -> None:
    overview = f"<p>{issue.overview}</p>"
    page = make_issue(
        issue.theme, year=issue.year, months=PAIRS.index(issue.months) + 1, overview=overview, slug=issue.key
    )
    for article, passages in zip(issue.articles, composed(issue, archive), strict=True):
        text = "\n\n".join([article.lead, *(passage.text for passage in passages)])
        _save_article(article, page, text)


def _save_article(article: SampleArticle, issue: IssuePage, text: str) -> None:
    made = ArchivedArticlePage(
        title=article.title,
        slug=slugify(article.title)[:80],
        department=article.department,
        teaser=article.teaser,
        text=text,
    )
    made.credits.set([_credit(author) for author in article.authors])
    made.trends.set(Trend.objects.filter(slug__in=article.trends))
    issue.add_child(instance=made)


def _credit(author: Author) -> ArchivedCredit:
    known = Contributor.objects.filter(slug=author.slug).first() if author.slug else None
    person = known or Contributor.objects.get_or_create(name=author.name)[0]
    place = Institution.objects.filter(name=author.institution).first()
    return ArchivedCredit(contributor=person, title=author.title, institution=place, affiliation=author.institution)
