"""Importing issues: what readers get, and what happens the second time."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from django.conf import settings
from django.core.management import CommandError
from PIL import Image

from archive.importers.locks import only_import
from archive.models import ArchivedArticlePage, IssuePage, PageScan
from articles.models import Contributor
from members.models import GatedText
from tests.factories import make_contributor, make_institution, make_trend
from tests.importing.conftest import GOOD, archived_found, write_issue


def gated_files() -> set[str]:
    root = Path(settings.GATED_ROOT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def test_an_issue_comes_in_whole(run, issues):
    make_trend("Citizen science")
    museum = make_institution()
    assert "1 issue: 1 made" in run(issues)
    issue = IssuePage.objects.get()
    assert (issue.title, issue.months_and_year, issue.page_count) == (
        "The Power of Small",
        "March/April 2019",
        3,
    )
    assert issue.cover.height == 1600
    tides, vans = ArchivedArticlePage.objects.child_of(issue).order_by("path")
    assert tides.text.split("\n\n") == [
        (
            "The estuary outside our door rises twice a day and nobody has ever asked it to wait for "
            "the ticket desk. So we moved the ticket desk instead."
        ),
        (
            "Visitors now come when the water comes, and the school classes that used to see mud see the "
            "tank being filled, which is what they came here to see. It costs us two evenings a week."
        ),
        "Nobody has asked for the old hours again, not even the people who drew up the old timetable.",
    ]
    assert tides.teaser == tides.text.split("\n\n")[0]
    credit = tides.credits.get()
    assert (credit.contributor.name, credit.title, credit.institution) == ("Ana Duarte", "director", museum)
    assert [trend.name for trend in tides.trends.all()] == ["Citizen science"]
    assert (vans.pages, vans.live) == ("3", True)
    with tides.pdf.open() as file, pypdfium2.PdfDocument(file.read()) as cut:
        assert len(cut) == 1
        assert "estuary" in cut[0].get_textpage().get_text_bounded()
    scan = PageScan.objects.get(position=2)
    with scan.image.open() as file:
        assert Image.open(BytesIO(file.read())).size == (scan.width, scan.height)


def test_the_words_are_found_by_members_only(run, issues):
    run(issues)
    tides = ArchivedArticlePage.objects.get(title=GOOD["contents"][0]["title"])
    assert GatedText.objects.filter(page=tides).exists()
    assert archived_found("Duarte") == [tides.pk]
    assert archived_found("timetable") == []


def test_an_unchanged_issue_costs_nothing(run, issues):
    make_trend("Citizen science")
    run(issues)
    before = gated_files(), IssuePage.objects.get().latest_revision_created_at
    assert "1 unchanged" in run(issues)
    assert (gated_files(), IssuePage.objects.get().latest_revision_created_at) == before


def test_a_changed_issue_stays_the_same_pages(run, issues):
    run(issues)
    before = list(ArchivedArticlePage.objects.order_by("path").values_list("public_id", flat=True))
    corrected = [GOOD["contents"][0] | {"title": "Tides Keep Their Hours"}, GOOD["contents"][1]]
    write_issue(issues, contents=corrected, theme="Small Is Large")
    assert "1 updated" in run(issues)
    assert IssuePage.objects.get().title == "Small Is Large"
    assert list(ArchivedArticlePage.objects.order_by("path").values_list("public_id", flat=True)) == before
    assert ArchivedArticlePage.objects.order_by("path").first().title == "Tides Keep Their Hours"


def test_a_row_that_is_gone_is_unpublished_and_comes_back(run, issues):
    run(issues)
    write_issue(issues, contents=GOOD["contents"][:1])
    assert "“A Van Is a Small Museum” is no longer in the contents" in run(issues)
    assert not ArchivedArticlePage.objects.get(title="A Van Is a Small Museum").live
    write_issue(issues)
    run(issues)
    assert ArchivedArticlePage.objects.get(title="A Van Is a Small Museum").live


def test_what_an_editor_changed_stays(run, issues):
    run(issues)
    article = ArchivedArticlePage.objects.order_by("path").first()
    article.teaser = "Moved by the moon."
    article.save_revision().publish()
    write_issue(issues, contents=[GOOD["contents"][0] | {"teaser": "From the file."}, GOOD["contents"][1]])
    assert "kept what an editor wrote in teaser" in run(issues)
    article.refresh_from_db()
    assert article.teaser == "Moved by the moon."
    run(issues, overwrite=True)
    article.refresh_from_db()
    assert article.teaser == "From the file."


def test_a_draft_of_an_editor_is_not_lost(run, issues):
    run(issues)
    article = ArchivedArticlePage.objects.order_by("path").first()
    article.teaser = "Not ready."
    article.save_revision()
    write_issue(issues, theme="Other")
    with pytest.raises(CommandError, match="1 could not be imported"):
        run(issues)
    assert IssuePage.objects.get().title == "The Power of Small"


def test_a_dry_run_writes_nothing(run, issues):
    assert "Nothing was written; an import would come to: 1 issue: 1 made" in run(issues, dry_run=True)
    assert not IssuePage.objects.exists()
    assert not Contributor.objects.exists()
    assert gated_files() == {".import-lock"}


def test_two_imports_exclude_each_other(run, issues):
    with only_import(), pytest.raises(CommandError, match="Another import is running"):
        run(issues)


def test_files_of_an_interrupted_run_are_removed(run, issues):
    left = Path(settings.GATED_ROOT) / "archive" / "00000000-0000-4000-8000-000000000000" / "page-1-ab.webp"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    run(issues)
    assert not left.exists()


def test_contributors_are_known_by_accents_order_and_initials(run, issues):
    make_contributor("Tomas Reyes")
    make_contributor("Duarte, Ana")
    run(issues)
    assert Contributor.objects.count() == 2


def test_two_of_a_name_are_told_and_not_guessed(run, issues):
    make_contributor("Ana Duarte", slug="ana-1")
    Contributor.objects.create(name="Ana Duarte", slug="ana-2")
    assert "“Ana Duarte” may be any of 2 contributors" in run(issues)
    contents = [GOOD["contents"][0] | {"bylines": "Ana Duarte [ana-2]"}, GOOD["contents"][1]]
    write_issue(issues, contents=contents)
    run(issues)
    assert ArchivedArticlePage.objects.order_by("path").first().credits.get().contributor.slug == "ana-2"


def test_an_unknown_trend_is_looked_for_again(run, issues):
    assert "“citizen science” is no trend of the vocabulary" in run(issues)
    make_trend("Citizen science")
    assert "1 updated" in run(issues)
    assert ArchivedArticlePage.objects.order_by("path").first().trends.count() == 1
    assert "1 unchanged" in run(issues)
