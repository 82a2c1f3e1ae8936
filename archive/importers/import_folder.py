"""Import a folder of issues: parse, prepare in several processes, save one after the other."""

import hashlib
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from wagtail.models import Site

from archive.importers.extraction import ocr
from archive.importers.extraction.extract import ExtractedIssue, Work
from archive.importers.locks import only_import
from archive.importers.parsing.parse_folder import IssueSource, find_sources
from archive.importers.parsing.parse_issue import parse_issue
from archive.importers.parsing.records import Findings, ImportProblemError, IssueRecord, Problem, Weight
from archive.importers.report import ImportReport, Outcome
from archive.importers.saving import staged_files
from archive.importers.saving.save_issue import Options, Target, find_issue, save_issue
from archive.importers.unexpected import refuse, refusing
from archive.importers.workers import PATIENCE, side_by_side
from archive.models import ArchivedArticlePage, ArchivePage, IssuePage

VERSION = "3"  # raise it when improvements of the importer require a new import of all issues


@dataclass(frozen=True)
class Choice:
    """The options of one import."""

    only: tuple[str, ...] = ()
    dry_run: bool = False
    overwrite: bool = False
    ocr_language: str = ""
    jobs: int = 1
    patience: float = PATIENCE


@dataclass(frozen=True)
class Job:
    """One issue on its way."""

    work: Work
    findings: Findings
    issue: IssuePage | None
    digests: tuple[str, str]


def import_folder(root: Path, choice: Choice, tick: Callable[[int], object] = lambda total: None) -> ImportReport:
    """Import all issues of a folder and return a report. Raise ImportProblemError if it cannot start."""
    if choice.ocr_language and not ocr.is_installed():
        raise ImportProblemError(ocr.NOT_INSTALLED)
    report = ImportReport(choice.dry_run)
    with only_import(), staged_files.staging() as staging:
        archive = archive_page()
        staged_files.sweep()
        records = _records(root, choice, report)
        jobs = _jobs(records, choice, staging, report)
        with closing(_prepared(jobs, choice, lambda: tick(len(records)))) as found:
            for job, prepared in found:
                with refusing(job.work.record.key, job.findings, report):
                    _save(job, prepared, archive, choice, report)
    return report


def _prepared(
    jobs: Iterator[Job | None], choice: Choice, tick: Callable[[], object]
) -> Generator[tuple[Job, ExtractedIssue], None, None]:
    """Prepare the jobs in parallel, and count every issue, including skipped ones."""

    def asked() -> Iterator[tuple[Job, Work]]:
        for job in jobs:
            if job:
                yield job, job.work
            else:
                tick()

    helped = side_by_side(asked(), processes=max(1, choice.jobs), patience=choice.patience)
    with closing(helped):
        for job, prepared in helped:
            yield job, prepared
            tick()


def archive_page() -> ArchivePage:
    """Return the page of all issues, created under the front page if needed."""
    if found := ArchivePage.objects.first():
        return found
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    home = site and site.root_page.specific
    if home is None or not ArchivePage.can_create_at(home):
        raise ImportProblemError("There is no front page to put the archive under: make one in the admin first")
    return home.add_child(instance=ArchivePage(title="Archive", slug="archive", show_in_menus=True))


def _records(root: Path, choice: Choice, report: ImportReport) -> list[tuple[IssueRecord, Findings]]:
    found = []
    for source in _asked_sources(root, choice, report):
        findings = Findings(source.place)
        with refusing(source.key, findings, report):
            if record := parse_issue(source, findings):
                found.append((record, findings))
            else:
                refuse(source.key, findings, report)
    return list(_without_twins(found, report))


def _asked_sources(root: Path, choice: Choice, report: ImportReport) -> list[IssueSource]:
    """Return the issues that were asked for, and report those of which nothing can be read."""
    sources, problems = find_sources(root)
    keys = {source.key for source in sources} | {problem.key for problem in problems}
    if "" not in keys and (unknown := set(choice.only) - keys):
        raise ImportProblemError(f"No issue here has the key “{min(unknown)}”; a key is the name of its folder")
    asked = {"", *(choice.only or keys)}
    _report_unread([problem for problem in problems if problem.key in asked], report)
    return [source for source in sources if source.key in asked]


def _report_unread(problems: list[Problem], report: ImportReport) -> None:
    report.problems += problems
    report.outcomes |= {problem.key: Outcome.REFUSED for problem in problems if problem.key}


def _without_twins(
    found: list[tuple[IssueRecord, Findings]], report: ImportReport
) -> Iterator[tuple[IssueRecord, Findings]]:
    counted = Counter((record.year, record.months) for record, _ in found)
    keys = Counter(record.key for record, _ in found)
    for record, findings in found:
        if counted[record.year, record.months] > 1 or keys[record.key] > 1:
            findings.add("another issue here has the same months or key: correct one of the two.")
            refuse(f"{record.key} ({record.place})", findings, report)
        else:
            yield record, findings


def _jobs(
    records: Iterable[tuple[IssueRecord, Findings]], choice: Choice, staging: Path, report: ImportReport
) -> Iterator[Job | None]:
    """Yield the jobs, and None for an issue whose files are unchanged."""
    for number, (record, findings) in enumerate(records):
        job = None
        with refusing(record.key, findings, report):
            job = _job(record, findings, choice, staging / str(number), report)
        yield job


def _job(record: IssueRecord, findings: Findings, choice: Choice, folder: Path, report: ImportReport) -> Job | None:
    issue = find_issue(record)
    digests = _digest_of_pages(record), _digest(record)
    if issue and _is_unchanged(issue, digests, choice):
        report.outcomes[record.key] = Outcome.UNCHANGED
        return None
    if issue and _has_draft(issue):
        findings.add("an editor has an unpublished draft of it: publish or discard it, then import again.")
        refuse(record.key, findings, report)
        return None
    folder.mkdir()
    return Job(_work(record, folder, issue, digests[0], choice), findings, issue, digests)


def _digest_of_pages(record: IssueRecord) -> str:
    """Return a text that changes when the pages do: with their file, and with how it shows them."""
    digest = staged_files.digest_of(record.pdf)
    counted = "" if record.first_folio is None else f"{record.first_folio} "
    how = f"{'spreads ' if record.spreads else ''}{counted}"
    return hashlib.sha256(f"{how}{digest}".encode()).hexdigest() if how else digest


def _digest(record: IssueRecord) -> str:
    """Return a text that changes when anything that was written about an issue does."""
    cover = staged_files.digest_of(record.cover_file) if record.cover_file else ""
    plain = replace(record, pdf=Path(), cover_file=None)
    return hashlib.sha256(f"{VERSION} {cover} {plain!r}".encode()).hexdigest()


def _is_unchanged(issue: IssuePage, digests: tuple[str, str], choice: Choice) -> bool:
    wants_ocr = choice.ocr_language and issue.scans.filter(needs_ocr=True).exists()
    same = (issue.pdf_digest, issue.import_digest) == digests
    return same and not choice.overwrite and not wants_ocr


def _has_draft(issue: IssuePage) -> bool:
    articles = ArchivedArticlePage.objects.child_of(issue)
    return issue.has_unpublished_changes or articles.filter(live=True, has_unpublished_changes=True).exists()


def _work(record: IssueRecord, folder: Path, issue: IssuePage | None, digest: str, choice: Choice) -> Work:
    is_same = issue is not None and issue.pdf_digest == digest
    texts = dict(issue.scans.values_list("position", "text")) if issue and is_same else {}
    is_cut_alike = bool(issue and is_same and _cuts(record) == _cuts_of(issue, record))
    return Work(
        record=record,
        folder=folder,
        render=not choice.dry_run and (choice.overwrite or not is_cut_alike),
        ocr_language=choice.ocr_language,
        known_texts=texts,
    )


def _cuts(record: IssueRecord) -> list[object]:
    return [
        record.cover_page,
        bool(record.cover_file),
        *sorted(row.range for row in record.rows),
    ]


def _cuts_of(issue: IssuePage, record: IssueRecord) -> list[object]:
    articles = ArchivedArticlePage.objects.child_of(issue).live()
    return [record.cover_page, bool(record.cover_file), *sorted(a.pages for a in articles)]


def _save(job: Job, prepared: ExtractedIssue, archive: ArchivePage, choice: Choice, report: ImportReport) -> None:
    record, findings = prepared.record or job.work.record, job.findings
    findings.problems += prepared.problems
    if findings.refused:
        refuse(record.key, findings, report)
        return
    options = Options(choice.dry_run, choice.overwrite)
    issue = save_issue(record, prepared, target=Target(job.issue, archive), findings=findings, options=options)
    if not choice.dry_run:
        is_open = any(problem.weight is Weight.OPEN for problem in findings.problems)
        digest = "" if is_open else job.digests[1]
        IssuePage.objects.filter(pk=issue.pk).update(pdf_digest=job.digests[0], import_digest=digest)
    report.problems += findings.problems
    report.outcomes[record.key] = Outcome.UPDATED if job.issue else Outcome.MADE


__all__ = ["Choice", "Problem", "import_folder"]
