"""Save an extracted issue: all of it in one transaction, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.core.files.base import File
from django.db import transaction
from django.utils.html import escape
from django.utils.text import slugify

from archive.importers.extraction.extract import ExtractedIssue
from archive.importers.parsing.parse_folder import is_year_and_months
from archive.importers.parsing.parse_values import PAIRS
from archive.importers.parsing.records import Findings, ImportProblemError, IssueRecord, Weight
from archive.importers.saving import staged_files
from archive.importers.saving.preserve_edits import apply, attribute
from archive.importers.saving.save_articles import Parts, save_articles
from archive.models import ArchivePage, IssuePage, PageScan, WebCompanion
from base.models import MagazineImage
from base.pages.signals import pages_changed


@dataclass(frozen=True)
class Options:
    """Options of an import run."""

    dry_run: bool = False
    overwrite: bool = False


@dataclass(frozen=True)
class Target:
    """The existing page of a record's issue, if any."""

    issue: IssuePage | None
    archive: ArchivePage


def find_issue(record: IssueRecord) -> IssuePage | None:
    """Return the issue that was imported from this folder, or else the one of the same months.

    Raise ImportProblemError if that one has another key.
    """
    issues: list[IssuePage] = list(
        IssuePage.objects.filter(import_key=record.key) | IssuePage.objects.filter(**_months(record))
    )
    found = min(issues, key=lambda issue: issue.import_key != record.key, default=None)
    if found and found.import_key != record.key and _is_named(found.import_key) and _is_named(record.key):
        raise ImportProblemError(_taken(found))
    return found


def _is_named(key: str) -> bool:
    """Return whether a key tells two issues apart; one made at the desk has none, and a row may go by its months."""
    return bool(key) and not is_year_and_months(key)


def _taken(issue: IssuePage) -> str:
    when, key = f"{PAIRS[issue.months - 1]} {issue.year}", issue.import_key
    return (
        f"“{issue.title}” ({when}) is there already under the key “{key}”: to update it, give this issue the same key "
        f"(rename its folder to “{key}”, or write that as key into its row of the manifest); if it is another issue, "
        "correct its year or months; to replace the one that is there, delete it in the admin first"
    )


def _months(record: IssueRecord) -> dict[str, int]:
    return {"year": record.year, "months": record.months}


def save_issue(
    record: IssueRecord, prepared: ExtractedIssue, *, target: Target, findings: Findings, options: Options
) -> IssuePage:
    """Create or update an issue with its articles. A dry run is rolled back at the end."""
    issue = target.issue or IssuePage(public_id=uuid4(), imported={})
    names = {} if options.dry_run else _stored(prepared, issue, record)
    with transaction.atomic():
        cover = _cover(issue, record, prepared) if not options.dry_run else None
        old_cover = issue.cover
        kept = _fill(issue, record, cover, names, options)
        _tell_kept(findings, record.place, kept)
        _save_page(issue, target.archive)
        _save_companions(issue, record)
        _save_scans(issue, prepared, names)
        save_articles(issue, record, Parts(prepared, names, findings, options.overwrite))
        pages_changed.send(IssuePage, keys=[issue.pk])
        finish(issue, record, findings, options)
    if not options.dry_run:
        staged_files.sweep_issue(issue)
        _drop(old_cover, issue)
    return issue


def finish(issue: IssuePage, record: IssueRecord, findings: Findings, options: Options) -> None:
    """Roll back a dry run or an import in which a problem has come up."""
    if options.dry_run or findings.refused:
        transaction.set_rollback(True)


def _stored(prepared: ExtractedIssue, issue: IssuePage, record: IssueRecord) -> dict[str, str]:
    """Store all files and return their names in the storages."""
    if not any(page.scan for page in prepared.pages):
        return {}
    names = {"pdf": staged_files.store(record.pdf, issue.public_id, "issue", move=False)}
    for position, page in enumerate(prepared.pages, 1):
        if page.scan:
            names[f"page {position}"] = staged_files.store(page.scan, issue.public_id, f"page-{position}")
    for number, article in enumerate(prepared.articles):
        if article.pdf:
            names[f"article {number}"] = staged_files.store(article.pdf, issue.public_id, "article")
    return names


def _cover(issue: IssuePage, record: IssueRecord, prepared: ExtractedIssue) -> MagazineImage | None:
    if prepared.cover is None:
        return issue.cover
    when = f"{PAIRS[record.months - 1]} {record.year}"
    image = MagazineImage(title=f"Cover, {when}", description=f"Cover of the issue of {when}: {record.theme}"[:255])
    with prepared.cover.open("rb") as file:
        image.file.save(f"cover-{issue.public_id.hex}.jpg", File(file), save=False)
    image.save()
    return image


def _drop(old: MagazineImage | None, issue: IssuePage) -> None:
    """Remove a cover that the import drew and has since replaced."""
    if old and old.pk != issue.cover_id and f"cover-{issue.public_id.hex}" in old.file.name:
        old.delete()


def _fill(
    issue: IssuePage,
    record: IssueRecord,
    cover: MagazineImage | None,
    names: dict[str, str],
    options: Options,
) -> list[str]:
    overview = "".join(f"<p>{escape(part)}</p>" for part in record.overview.split("\n\n") if part)
    title = record.theme or f"{PAIRS[record.months - 1]} {record.year}"
    plain = {"title": title, "overview": overview, **_months(record)}
    plain |= {name: getattr(record, name) for name in ("volume", "number", "issn", "rights_note", "first_folio")}
    is_new = issue._state.adding
    fields = {name: attribute(issue, name, value) for name, value in plain.items()}
    fields |= {"pdf": attribute(issue, "pdf", names["pdf"])} if names else {}
    if cover:
        fields["cover_id"] = attribute(issue, "cover_id", cover.pk)
    kept = apply(issue, fields, overwrite=options.overwrite or is_new)
    issue.import_key = record.key
    return kept


def _tell_kept(findings: Findings, place: str, kept: Sequence[str]) -> None:
    if kept:
        findings.add(
            f"kept what an editor wrote in {', '.join(kept)}; --overwrite takes what the files say.",
            place=place,
            weight=Weight.NOTE,
        )


def _save_page(issue: IssuePage, archive: ArchivePage) -> None:
    """Save the page as it is shown, and its latest revision with it."""
    issue.draft_title = issue.title
    if issue._state.adding:
        months = slugify(PAIRS[issue.months - 1].replace("/", " "))
        issue.slug = f"{issue.year}-{months}"
        archive.add_child(instance=issue)
    elif issue.latest_revision_id:
        issue.save_revision().publish()
    else:
        issue.save()


def _save_companions(issue: IssuePage, record: IssueRecord) -> None:
    rows = [(companion.title, companion.url) for companion in record.companions]
    if rows != list(issue.web_companions.values_list("title", "url")) and (
        rows or not issue.web_companions.exclude(article=None).exists()
    ):
        issue.web_companions.all().delete()
        WebCompanion.objects.bulk_create(
            WebCompanion(issue=issue, title=title, url=url, sort_order=order) for order, (title, url) in enumerate(rows)
        )


def _save_scans(issue: IssuePage, prepared: ExtractedIssue, names: dict[str, str]) -> None:
    """Keep the scan of each position, so that its public id stays the same."""
    there = {scan.position: scan for scan in issue.scans.all()}
    for position, page in enumerate(prepared.pages, 1):
        scan = there.pop(position, None) or PageScan(issue=issue, position=position, width=0, height=0)
        scan.text, scan.needs_ocr = page.text, page.needs_ocr
        if name := names.get(f"page {position}"):
            scan.image.name, (scan.width, scan.height) = name, page.size
        scan.save()
    PageScan.objects.filter(pk__in=[scan.pk for scan in there.values()]).delete()
    IssuePage.objects.filter(pk=issue.pk).update(page_count=len(prepared.pages))
    issue.page_count = len(prepared.pages)
