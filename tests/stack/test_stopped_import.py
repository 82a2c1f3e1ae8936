"""An import that is stopped, by Ctrl-C or by force, and issues that crash their reader."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.importing.conftest import write_issue
from tests.importing.pdfs import COVER, TIDES, VANS, draw_issue, draw_scan
from tests.magazine import CHECKOUT, clean_environment, manage, wait_until

# So many pages that a busy machine does not miss the middle of it.
ISSUES, PAGES = 6, 72
SETTINGS = "dimensions.settings.embedded"
PAIRS = ("J/F", "M/A", "M/J", "J/A", "S/O", "N/D")


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with six issues of 72 pages and two articles."""
    for number, months in enumerate(PAIRS):
        folder = tmp_path / "issues" / f"issue-{number}"
        folder.mkdir(parents=True)
        draw_issue(folder / "issue.pdf", [COVER, TIDES, VANS, *[COVER] * (PAGES - 3)])
        write_issue(folder.parent, folder.name, months=months, year=1999)
    return tmp_path / "issues"


@contextmanager
def importing(shelf: Path, data: Path) -> Iterator["subprocess.Popen[str]"]:
    """Run an import in two processes, with a process group of its own as in a terminal."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "import_issues", str(shelf), "--jobs", "2"],
        cwd=CHECKOUT,
        env=clean_environment(DIMENSIONS_DATA=str(data), DJANGO_SETTINGS_MODULE="dimensions.settings.embedded"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def rows(data: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    """Ask the database itself."""
    with closing(sqlite3.connect(f"file:{next(data.glob('*.sqlite3'))}?mode=ro", uri=True)) as connection:
        return connection.execute(query, values).fetchall()


OF_YEAR = "SELECT page_ptr_id FROM archive_issuepage WHERE year = ?"
SCANS = "SELECT count(*) FROM archive_pagescan WHERE issue_id = ?"
ARTICLES = "SELECT numchild FROM wagtailcore_page WHERE id = ?"
FILES = """
SELECT pdf FROM archive_issuepage WHERE pdf != '' UNION SELECT image FROM archive_pagescan
UNION SELECT pdf FROM archive_archivedarticlepage WHERE pdf != ''
"""


def whole_issues(data: Path) -> int:
    """Count the issues, after seeing that none is there in part."""
    issues = rows(data, OF_YEAR, 1999)
    for (issue,) in issues:
        assert rows(data, SCANS, issue) == [(PAGES,)]
        assert rows(data, ARTICLES, issue) == [(2,)]
    return len(issues)


def files_there(data: Path) -> set[str]:
    """Name what an import stored or left."""
    gated = data / "gated"
    found = [path for name in ("archive", ".import") for path in (gated / name).rglob("*")]
    return {str(path.relative_to(gated)) for path in found if path.is_file()}


def covers(data: Path) -> list[Path]:
    return list(data.glob("media/original_images/cover-*.jpg"))


def wait_for_half(shelf: Path, data: Path, process: "subprocess.Popen[str]") -> None:
    """Wait until an issue is there and the files of another have begun to come."""

    def folders() -> int:
        return len(list((data / "gated" / "archive").glob("*/issue-*.pdf")))

    before = folders()
    wait_until(
        lambda: process.poll() is not None or (rows(data, OF_YEAR, 1999) and folders() - before >= 2),
        seconds=120,
        what="The second issue",
    )
    assert process.poll() is None, process.communicate()[0]


def everything_comes_in_once(shelf: Path, data: Path, covers_before: int) -> None:
    assert "0 refused" in manage("import_issues", str(shelf), "--jobs", "2", "--verbosity", "0", data=data).stdout
    assert whole_issues(data) == ISSUES
    assert files_there(data) == {name for (name,) in rows(data, FILES)}
    assert len(covers(data)) == covers_before + ISSUES
    again = manage("import_issues", str(shelf), "--verbosity", "0", data=data).stdout
    assert f"{ISSUES} issues: 0 made, " in again
    assert whole_issues(data) == ISSUES


def test_an_import_that_is_killed_is_made_up_for(shelf: Path, prepared_copy: Path):
    before = len(covers(prepared_copy))
    with importing(shelf, prepared_copy) as process:
        wait_for_half(shelf, prepared_copy, process)
        process.kill()
        process.communicate()  # ends when the last helper, who holds the other end, has ended too
    assert whole_issues(prepared_copy) < ISSUES
    everything_comes_in_once(shelf, prepared_copy, before)


def test_ctrl_c_stops_at_once_and_says_what_is_there(shelf: Path, prepared_copy: Path):
    before = len(covers(prepared_copy))
    with importing(shelf, prepared_copy) as process:
        wait_for_half(shelf, prepared_copy, process)
        os.killpg(process.pid, signal.SIGINT)
        told, _ = process.communicate(timeout=60)
    assert process.returncode == 1, told
    assert "Stopped; whole issues stay, and the next run does the others." in told
    assert "Traceback" not in told
    assert 0 < whole_issues(prepared_copy) < ISSUES
    assert not (prepared_copy / "gated" / ".import").exists()
    everything_comes_in_once(shelf, prepared_copy, before)


@pytest.mark.parametrize(
    ("end", "told"),
    [("KILL", "scan.pdf brought down the process"), ("STOP", "scan.pdf was given up: no page")],
)
def test_an_issue_that_brings_its_reader_down_keeps_no_other_out(end, told, tmp_path, prepared_copy):
    # The OCR program ends, or halts, the process that started it.
    reader = tmp_path / "bin" / "tesseract"
    reader.parent.mkdir()
    reader.write_text(f"#!/bin/sh\nkill -{end} $PPID\n")
    reader.chmod(0o755)
    root = tmp_path / "issues"
    scan = root / "a-scan" / "scan.pdf"
    scan.parent.mkdir(parents=True)
    draw_scan(scan, ["Not to be read"], ["Nor this"], ["Nor that"])
    write_issue(root, "a-scan", year=1998, pdf="scan.pdf")
    write_issue(root, "b-good", year=1999)
    options = ("--ocr", "--jobs", "1", "--patience", "15", "--verbosity", "0")
    path = f"{reader.parent}:{os.environ['PATH']}"
    done = manage("import_issues", str(root), *options, data=prepared_copy, check=False, PATH=path)
    assert done.returncode == 1, done.stderr
    assert told in done.stdout
    assert "2 issues: 1 made, 0 updated, 0 unchanged, 1 refused" in done.stdout
    assert len(rows(prepared_copy, OF_YEAR, 1999)) == 1
    assert not rows(prepared_copy, OF_YEAR, 1998)
