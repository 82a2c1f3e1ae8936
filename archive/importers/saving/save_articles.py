"""Save the articles of an issue: matched with existing ones, in the order of the contents."""

import itertools
from dataclasses import dataclass
from typing import Any

from anyascii import anyascii
from django.utils.text import slugify

from archive.importers.extraction.extract import ExtractedIssue
from archive.importers.parsing.records import Findings, IssueRecord, Row, Weight
from archive.importers.saving.match_names import Matcher
from archive.importers.saving.preserve_edits import Field, apply, attribute, digest
from archive.models import ArchivedArticlePage, ArchivedCredit, IssuePage
from base.pages.slugs import slug_of


@dataclass(frozen=True)
class Parts:
    """The inputs of the articles, and the findings that problems are added to."""

    prepared: ExtractedIssue
    names: dict[str, str]
    findings: Findings
    overwrite: bool


def save_articles(issue: IssuePage, record: IssueRecord, parts: Parts) -> None:
    """Make, update and withdraw articles so that they are those of the contents."""
    there = list(ArchivedArticlePage.objects.child_of(issue))
    matched = _matched(record.rows, there)
    matcher = Matcher(parts.findings)
    articles = [
        _save(number, row, matched.get(number), issue, matcher, parts) for number, row in enumerate(record.rows)
    ]
    _withdraw([article for article in there if article not in articles], parts.findings)
    _put_in_order(issue, articles)


def key_of(row: Row) -> str:
    """Return the name that identifies a row: its key, or else its title."""
    return row.key or slugify(anyascii(row.title))[:200] or row.title


def _matched(rows: tuple[Row, ...], there: list[ArchivedArticlePage]) -> dict[int, ArchivedArticlePage]:
    """Find the article of each row: by its key, or else, when a title was corrected, by its pages."""
    by_key = {article.import_key or slugify(anyascii(article.title)): article for article in there}
    found = {number: by_key.pop(key_of(row)) for number, row in enumerate(rows) if key_of(row) in by_key}
    by_pages = {(article.first_page, article.last_page): article for article in by_key.values()}
    for number, row in enumerate(rows):
        if number not in found and (article := by_pages.pop((row.first_page, row.last_page), None)):
            found[number] = article
    return found


def _save(
    number: int, row: Row, found: ArchivedArticlePage | None, issue: IssuePage, matcher: Matcher, parts: Parts
) -> ArchivedArticlePage:
    article = found or ArchivedArticlePage(imported={})
    made = parts.prepared.articles[number]
    plain: dict[str, Any] = {
        "title": row.title,
        "department": row.department,
        "teaser": made.teaser,
        "text": made.text,
    }
    plain |= {"first_page": row.first_page, "last_page": row.last_page, "live": True}
    fields = {name: attribute(article, name, value) for name, value in plain.items()}
    if name := parts.names.get(f"article {number}"):
        fields["pdf"] = attribute(article, "pdf", name)
    fields |= _related(row, article, matcher)
    kept = apply(article, fields, overwrite=parts.overwrite or found is None)
    if kept:
        parts.findings.add(
            f"kept what an editor wrote in {', '.join(kept)}; --overwrite takes what the files say.",
            place=row.place,
            weight=Weight.NOTE,
        )
    article.import_key, article.draft_title = key_of(row), article.title
    _save_page(article, issue)
    return article


def _related(row: Row, article: ArchivedArticlePage, matcher: Matcher) -> dict[str, Field]:
    """Return credits and trends as fields that can be compared."""
    found = [matcher.credit(byline, row.place, order) for order, byline in enumerate(row.bylines)]
    credits = [credit for credit in found if credit]
    trends = matcher.trends(row.trends, row.place)

    def seen() -> list[Any]:
        return [_shown(credit) for credit in article.credits.all()]

    return {
        "credits": Field([_shown(credit) for credit in credits], seen, lambda _: _set(article.credits, credits)),
        "trends": Field(
            sorted(trend.pk for trend in trends),
            lambda: sorted(trend.pk for trend in article.trends.all()) if article.pk else [],
            lambda _: article.trends.set(trends),
        ),
    }


def _set(relation: Any, items: list[ArchivedCredit]) -> None:
    relation.set(items)


def _shown(credit: ArchivedCredit) -> list[Any]:
    return [credit.contributor_id, credit.role, credit.title, credit.affiliation, credit.institution_id]


def _save_page(article: ArchivedArticlePage, issue: IssuePage) -> None:
    """Save the page as it is shown, and its latest revision with it."""
    if article._state.adding:
        article.slug = _free_slug(article.title, issue)
        issue.add_child(instance=article)
    elif not article.latest_revision_id:
        article.save()
    else:
        article.save_revision().publish()


def _free_slug(title: str, issue: IssuePage) -> str:
    base = slug_of(title, otherwise="article")
    taken = set(issue.get_children().values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in itertools.count(2))
    return next(slug for slug in itertools.chain([base], numbered) if slug not in taken)


def _withdraw(gone: list[ArchivedArticlePage], findings: Findings) -> None:
    """Unpublish what the import made and the contents no longer list; what an editor made stays."""
    for article in gone:
        if article.import_key and article.live:
            article.imported["live"] = digest(False)
            article.save()
            article.unpublish()
            findings.add(f"“{article.title}” is no longer in the contents, so it was unpublished.", weight=Weight.NOTE)


def _put_in_order(issue: IssuePage, articles: list[ArchivedArticlePage]) -> None:
    order = list(ArchivedArticlePage.objects.child_of(issue).order_by("path").values_list("pk", flat=True))
    wanted = [article.pk for article in articles]
    if [pk for pk in order if pk in wanted] == wanted:
        return
    for pk in wanted:
        ArchivedArticlePage.objects.get(pk=pk).move(IssuePage.objects.get(pk=issue.pk), pos="last-child")
