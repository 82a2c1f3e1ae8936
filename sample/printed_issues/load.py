"""Import the sample issues into the archive, one by one, as any folder of issues."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from archive.importers.import_folder import Choice, import_folder
from archive.importers.parsing.parse_values import month_pair
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
    """Return the folder in which the sample issues are written."""
    return Path(settings.DATA_DIR) / "sample-issues"


def begin() -> None:
    """Note that the sample issues are wanted in a new database, unless their number is zero."""
    if settings.SAMPLE_ISSUES:
        folder().mkdir(parents=True, exist_ok=True)
        (folder() / COMPLETE).unlink(missing_ok=True)


def is_unfinished() -> bool:
    """Return whether loading was begun but has not reached the wanted number."""
    return folder().exists() and _completed() < settings.SAMPLE_ISSUES


def _completed() -> int:
    mark = folder() / COMPLETE
    return int(mark.read_text()) if mark.exists() else 0


def load_first() -> None:
    """Load the newest issues, so that the site opens with an archive."""
    archive = parse_archive(FILES, MAGAZINE)
    wanted = archive.issues[::-1][: min(FIRST, settings.SAMPLE_ISSUES)]
    for issue in missing(archive):
        if issue in wanted:
            _load(issue, archive)


def load_next() -> SampleIssue | None:
    """Load and return the newest issue that is missing; return None when all are there.

    Completion is recorded, so that an issue which an archivist removes later does not come back.
    """
    archive = parse_archive(FILES, MAGAZINE)
    issue = next(missing(archive), None)
    if issue is None:
        (folder() / COMPLETE).write_text(str(settings.SAMPLE_ISSUES))
    else:
        _load(issue, archive)
    return issue


def missing(archive: Archive) -> Iterator[SampleIssue]:
    """Yield the wanted issues that are not in the database, newest first, unless another has their months."""
    there = set(IssuePage.objects.values_list("import_key", flat=True))
    taken = set(IssuePage.objects.values_list("year", "months"))
    wanted = archive.issues[::-1][: settings.SAMPLE_ISSUES]
    return (one for one in wanted if one.key not in there and (one.year, month_pair(one.months)) not in taken)


def _load(issue: SampleIssue, archive: Archive) -> None:
    write_issue(issue, archive, folder())
    # One process: the other cores serve readers.
    report = import_folder(folder(), Choice(only=(issue.key,), jobs=1))
    if report.refused:
        raise ImportProblemError(report.summary())
