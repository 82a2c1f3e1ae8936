"""Broken input: each is reported with place and cure, and does not keep other issues out."""

import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.importers.extraction.extract import Work
from archive.importers.parsing.parse_folder import find_sources
from archive.importers.parsing.parse_issue import parse_issue
from archive.importers.parsing.records import Findings
from archive.importers.workers import PATIENCE, side_by_side
from archive.models import IssuePage
from tests.importing.conftest import write_issue
from tests.importing.pdfs import COVER, TIDES, VANS, draw_issue

BROKEN = Path(__file__).parent / "broken"
SENTENCES = {
    "byline-field-unknown": "row 1: bylines: a byline has no field “nmae”: use contributor,",
    "byline-no-name": "contents.csv, row 2: bylines: “12” is no name",
    "byline-role-unknown": "“cook” is no role in a byline: use one of author,",
    "byline-twice": "somebody stands twice in the byline: remove one of the two",
    "byline-unreadable": "cannot be read as a byline: write “Name (title, institution)”",
    "companion-without-title": "a web companion has no title: write one before its link",
    "contents-empty": "contents: there are no rows: write one for each article",
    "contents-missing": "contents: the file “contents.csv” is missing: add it",
    "contents-no-list": "contents: row 1 is no mapping: write “- title: …”",
    "control-character-escaped": "overview: the character U+0007 cannot be stored: remove it from “bell”",
    "cover-missing": "cover: the file “cover.jpg” is missing: add it or correct its name",
    "cover-no-picture": "cover: cover.jpg is no picture that can be read: save it as JPEG or PNG",
    "cover-page-outside": "cover_page: issue.pdf has 3 pages, so none is number 9",
    "csv-column-twice": "two columns have the same name: rename one of them",
    "csv-column-unknown": "contents.csv, row 2: “pgaes” is no known field: did you mean “pages”?",
    "csv-encoding": "contents: line 2 is not in UTF-8: save the file again as UTF-8",
    "csv-null-character": "contents: the file holds null characters, so it is no text",
    "csv-quotes-open": "this is not valid CSV (unexpected end of data): check the quotation marks",
    "csv-too-many-cells": "line 2 has more cells than there are columns: put quotation marks",
    "encoding-latin-1": "issue.yaml: line 4 is not in UTF-8: save the file again",
    "field-is-a-list": "year: one value belongs here, not a list",
    "field-unknown": "issue.yaml: “tehme” is no known field: did you mean “theme”?",
    "first-page-in-words": "first_page: “cover” is no whole number",
    "issn-no-issn": "“ISBN 3” is no ISSN: it looks like 1528-820X",
    "issn-wrong-digit": "the ISSN 1528-8201 has a wrong digit",
    "issue-file-missing": "issue-file-missing/issue.yaml: the file is missing: copy the one in",
    "link-bad": "“javascript:alert(1)” is no link: write it in full",
    "month-missing": "months: the months are missing: write one of January/February,",
    "month-pair-wrong": "“February/March” is no pair of months: write one of January/February,",
    "month-unknown": "“Brumaire” is no pair of months: write one of January/February,",
    "null-character-in-yaml": "the file holds null characters, so it is no text: save it again as UTF-8",
    "number-negative": "“-3” is no whole number from 1 to 32767",
    "pages-in-words": "contents.csv, row 2: pages: “two” is no page range: write first and last page",
    "pages-missing": "contents.csv, row 2: pages: the pages are missing: write first and last",
    "pages-outside": "row 2: the pages 2–40 are not in issue.pdf, which has 1 to 3: correct them",
    "pages-overlap": "row 3: the pages 2–3 overlap with 1–3 of “Tides”",
    "pages-reversed": "the page range 3-2 ends before it begins: write 2–3",
    "pages-same-range": "row 3: the pages 2–3 are those of “Tides”",
    "pages-zero": "the pages 0 are not in issue.pdf, which has 1 to 3",
    "pdf-cut-off": "issue.pdf is cut off, its end is missing: copy it again",
    "pdf-empty": "issue.pdf is empty: copy it again",
    "pdf-encrypted": "issue.pdf is encrypted: save it without a password",
    "pdf-garbage": "issue.pdf is broken: open it in a PDF program and save it again",
    "pdf-is-text": "issue.pdf is no PDF: check that it is the right file",
    "pdf-missing-of-several": "several PDFs lie here (issue.pdf, more.pdf, other.pdf): name the one",
    "pdf-named-is-missing": "pdf: the file “gone.pdf” is missing: add it or correct its name",
    "pdf-path-absolute": "pdf: “/etc/hostname” leads out of the folder: put the file into it",
    "pdf-path-escapes": "conftest.py” leads out of the folder: put the file into it",
    "pdf-without-pages": "issue.pdf has no pages: save it again with the pages of the issue",
    "title-empty": "contents.csv, row 2: title: the title is missing: write it as it is printed",
    "title-of-300-characters": "has 300 characters: shorten it to 255 at most",
    "titles-twice": "row 3: “Tides” stands in titles-twice/contents.csv, row 2 too",
    "volume-in-words": "volume: “twelve” is no whole number from 1 to 32767: write digits only",
    "volume-too-large": "volume: “99999” is no whole number",
    "yaml-date-impossible": "issue.yaml: a value cannot be read",
    "yaml-is-a-list": "issue.yaml: a mapping is expected",
    "yaml-unreadable": "issue.yaml: line 3: this is not valid YAML",
    "year-before-the-association": "“1871” is no year: write one from 1973",
    "year-in-words": "“last” is no year: write one from 1973",
    "year-missing": "year: the year is missing: write one from 1973",
}


@pytest.fixture(scope="session")
def good_pdf(tmp_path_factory) -> Path:
    return draw_issue(tmp_path_factory.mktemp("pdf") / "issue.pdf", [COVER, TIDES, VANS])


def put(name: str, root: Path, good_pdf: Path) -> None:
    """Copy a broken issue into a folder, with a good PDF unless it brings a broken one."""
    shutil.copytree(BROKEN / name, root / name)
    if not (root / name / "issue.pdf").exists():
        shutil.copy(good_pdf, root / name / "issue.pdf")


def problems_of(root: Path, staging: Path) -> str:
    sources, problems = find_sources(root)
    for source in sources:
        findings = Findings(source.place)
        record = parse_issue(source, findings)
        if record:
            work = [(None, Work(record, staging))]
            for _, prepared in side_by_side(work, processes=1, patience=PATIENCE):
                findings.problems += prepared.problems
        problems += findings.problems
    return "\n".join(str(problem) for problem in problems)


def test_every_broken_input_has_its_sentence():
    assert {path.name for path in BROKEN.iterdir()} == set(SENTENCES)


@pytest.mark.parametrize("name", sorted(SENTENCES))
def test_it_is_told_with_place_and_cure(name, tmp_path, good_pdf):
    put(name, tmp_path / "issues", good_pdf)
    told = problems_of(tmp_path / "issues", tmp_path)
    assert SENTENCES[name] in told
    assert told.startswith(name)


def test_a_good_issue_comes_in_beside_all_of_them(run, capsys, tmp_path, good_pdf):
    root = tmp_path / "issues"
    for name in SENTENCES:
        put(name, root, good_pdf)
    write_issue(root)
    with pytest.raises(CommandError, match="could not be imported; the reasons stand above"):
        run(root)
    assert "1 made" in capsys.readouterr().out
    assert [issue.title for issue in IssuePage.objects.all()] == ["The Power of Small"]


def test_two_issues_of_the_same_months_are_both_refused(run, capsys, tmp_path):
    root = tmp_path / "issues"
    write_issue(root, "one")
    write_issue(root, "two", months="M/A")
    with pytest.raises(CommandError, match="2 could not be imported"):
        run(root)
    assert "another issue here has the same months" in capsys.readouterr().out
    assert not IssuePage.objects.exists()


def unreadable(root: Path) -> None:
    """Make three sub-folders of which nothing can be read."""
    for name, text in {"half": "year: [", "list": "- 2019", "none": None}.items():
        (root / name).mkdir()
        if text:
            (root / name / "issue.yaml").write_text(text, encoding="utf-8")


def test_a_folder_of_which_nothing_can_be_read_counts_as_refused(run, issues, capsys):
    unreadable(issues)
    with pytest.raises(CommandError, match="3 could not be imported"):
        run(issues)
    assert "4 issues: 1 made, 0 updated, 0 unchanged, 3 refused." in capsys.readouterr().out


def test_folders_that_were_not_asked_for_are_no_failure(run, issues):
    unreadable(issues)
    told = run(issues, only=["2019-march-april"])
    assert "1 issue: 1 made" in told
    assert "list/issue.yaml" not in told


def test_a_folder_that_was_asked_for_is_told_why_it_cannot_be_read(run, issues, capsys):
    unreadable(issues)
    with pytest.raises(CommandError, match="1 could not be imported"):
        run(issues, only=["none"])
    told = capsys.readouterr().out
    assert "none/issue.yaml: the file is missing: copy the one in" in told
    assert "1 issue: 0 made, 0 updated, 0 unchanged, 1 refused." in told
    with pytest.raises(CommandError, match="No issue here has the key “nobody”"):
        run(issues, only=["nobody"])


@pytest.mark.parametrize(("option", "told"), [("--jobs=0", "--jobs 0: "), ("--patience=nan", "--patience nan: ")])
def test_numbers_with_which_nothing_can_be_imported_are_refused(option, told, issues):
    with pytest.raises(CommandError, match=told):
        call_command("import_issues", issues, option)
