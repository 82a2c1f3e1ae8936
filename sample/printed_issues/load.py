"""Bring the sample issues into the archive, one by one, the way any folder of issues is imported."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from archive.importers.import_folder import Choice, import_folder
from archive.importers.parsing.records import ImportProblemError
from archive.models import IssuePage
from sample.printed_issues.parse import parse_archive
from sample.printed_issues.records import Archive, SampleIssue
from sample.printed_issues.write import write_issue
from sample.records import CONTENT

FILES = CONTENT / "archive"
MAGAZINE = CONTENT / "magazine"
FIRST = 2  # so many are there when the site opens
COMPLETE = "complete"  # holds how many were wanted when all were there


def folder() -> Path:
    """Where the sample issues are written."""
    return Path(settings.DATA_DIR) / "sample-issues"


def begin() -> None:
    """Note that the sample issues are wanted in a new database, unless their number is nought."""
    if settings.SAMPLE_ISSUES:
        folder().mkdir(parents=True, exist_ok=True)
        (folder() / COMPLETE).unlink(missing_ok=True)


def is_unfinished() -> bool:
    """Whether the loading was begun, and has not come to the end of as many as are wanted."""
    return folder().exists() and _completed() < settings.SAMPLE_ISSUES


def _completed() -> int:
    mark = folder() / COMPLETE
    return int(mark.read_text()) if mark.exists() else 0


def load_first() -> None:
    """Load the newest ones, so that a site that opens has an archive."""
    archive = parse_archive(FILES, MAGAZINE)
    wanted = archive.issues[::-1][: min(FIRST, settings.SAMPLE_ISSUES)]
    for issue in missing(archive):
        if issue in wanted:
            _load(issue, archive)


def load_next() -> SampleIssue | None:
    """Load the newest issue that is missing and give it; nothing when all are there.

    Then that is noted down, so that an issue which an archivist removes later does not come back.
    """
    archive = parse_archive(FILES, MAGAZINE)
    issue = next(missing(archive), None)
    if issue is None:
        (folder() / COMPLETE).write_text(str(settings.SAMPLE_ISSUES))
    else:
        _load(issue, archive)
    return issue


def missing(archive: Archive) -> Iterator[SampleIssue]:
    """Return the issues that are not in the database, of as many as are wanted, newest first."""
    there = set(IssuePage.objects.values_list("import_key", flat=True))
    wanted = archive.issues[::-1][: settings.SAMPLE_ISSUES]
    return (issue for issue in wanted if issue.key not in there)


def _load(issue: SampleIssue, archive: Archive) -> None:
    write_issue(issue, archive, folder())
    # One process: the readers of the site need the others.
    report = import_folder(folder(), Choice(only=(issue.key,), jobs=1))
    if report.refused:
        raise ImportProblemError(report.summary())
