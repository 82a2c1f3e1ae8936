"""When one issue fails in any way, the others are imported and the report is written."""

import logging

import pytest
from django.core.management import CommandError
from django.db import DataError

from archive.importers import import_folder, workers
from archive.importers.extraction import words
from archive.importers.extraction.extract import Work, extract
from archive.importers.parsing.records import IssueRecord, Row
from archive.importers.saving import save_issue, staged_files
from archive.models import IssuePage, PageScan
from tests.importing.conftest import write_issue
from tests.importing.pdfs import text_at, write_pdf

BAD = "2019-january-february"


@pytest.fixture
def two(issues):
    """A folder with a good issue, and one before it that will fail."""
    write_issue(issues, BAD, months="J/F", theme="Bad")
    return issues


def break_for_bad(monkeypatch, module, name, is_bad, error) -> None:
    """Make a function fail for the bad issue only."""
    usual = getattr(module, name)

    def fails(first, *args, **kwargs):
        if is_bad(first):
            raise error
        return usual(first, *args, **kwargs)

    monkeypatch.setattr(module, name, fails)


@pytest.mark.parametrize(
    ("module", "name", "is_bad", "error", "told"),
    [
        (import_folder, "parse_issue", lambda source: source.key == BAD, KeyError("theme"), "KeyError: 'theme'"),
        (import_folder, "find_issue", lambda record: record.key == BAD, OSError("Input/output"), "OSError: Input"),
        (staged_files, "digest_of", lambda path: BAD in str(path), PermissionError("no"), "PermissionError: no"),
        (import_folder, "save_issue", lambda record: record.key == BAD, DataError("NUL"), "DataError: NUL"),
        (save_issue, "save_articles", lambda issue: issue.title == "Bad", RecursionError("deep"), "deep"),
        (workers, "_begun", lambda job: job.work.record.key == BAD, OSError("no fork"), "no process could be started"),
    ],
)
def test_one_issue_fails_and_the_other_comes_in(module, name, is_bad, error, told, two, run, capsys, monkeypatch):
    break_for_bad(monkeypatch, module, name, is_bad, error)
    with pytest.raises(CommandError, match="1 could not be imported"):
        run(two)
    report = capsys.readouterr().out
    assert told in report
    assert f"refused  {BAD}/issue.yaml" in report
    assert "2 issues: 1 made, 0 updated, 0 unchanged, 1 refused" in report
    assert [issue.title for issue in IssuePage.objects.all()] == ["The Power of Small"]
    assert PageScan.objects.count() == 3


def test_the_log_has_the_details(two, run, caplog, monkeypatch):
    break_for_bad(monkeypatch, import_folder, "save_issue", lambda record: record.key == BAD, DataError("NUL"))
    with caplog.at_level(logging.ERROR), pytest.raises(CommandError):
        run(two)
    record = next(record for record in caplog.records if record.name == "archive.importers.unexpected")
    assert record.getMessage() == f"Import of {BAD}"
    assert record.exc_info


def test_an_error_in_the_reading_of_a_pdf_names_it(tmp_path, monkeypatch):
    break_for_bad(monkeypatch, words, "pieces", lambda page: True, ZeroDivisionError("division by zero"))
    pdf = write_pdf(tmp_path / "issue.pdf", text_at(60, 700, "A page"))
    record = IssueRecord("key", "issue.yaml", 2019, 2, pdf, (Row("row 2", "Piece", 1, 1),))
    told = str(extract(Work(record, tmp_path)).problems[0])
    assert told.startswith("issue.yaml: issue.pdf: an unexpected error kept it out (ZeroDivisionError: division")


def test_after_the_cause_is_gone_the_issue_comes_in(two, run, monkeypatch):
    with monkeypatch.context() as patch:
        break_for_bad(patch, import_folder, "save_issue", lambda record: record.key == BAD, DataError("NUL"))
        with pytest.raises(CommandError):
            run(two)
    assert "1 made, 1 updated" in run(two)  # updated, because a trend is still unknown
