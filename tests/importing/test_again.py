"""Importing again: another order, another PDF, an older revision, and what the search finds then."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.models import Revision

from archive.models import ArchivedArticlePage, ArchivedCredit, IssuePage
from articles.models import Contributor
from members.models import GatedText
from tests.factories import make_contributor, make_trend
from tests.importing.conftest import GOOD, archived_found, write_issue
from tests.importing.pdfs import COVER, TIDES, VANS, draw_issue

TIDE_ROW, VAN_ROW = GOOD["contents"]


def titles() -> list[str]:
    return [page.title for page in IssuePage.objects.get().articles()]


def replace_pdf(issues: Path) -> None:
    """Put a PDF with one page more in the place of the first."""
    draw_issue(issues / "2019-march-april" / "issue.pdf", [COVER, TIDES, VANS, COVER])


def replay(revision: Revision) -> None:
    """Publish a revision, as an editor who chose it in the history does."""
    revision.as_object().save_revision().publish()


def test_articles_stand_in_the_order_of_the_rows(run, issues):
    run(issues)
    ids = dict(ArchivedArticlePage.objects.values_list("title", "public_id"))
    third = {"title": "A Cover Is a Door", "pages": 1}
    write_issue(issues, contents=[VAN_ROW | {"pages": 2}, third, TIDE_ROW | {"pages": 3}])
    run(issues)
    order = list(ArchivedArticlePage.objects.order_by("path").values_list("title", flat=True))
    assert order == [VAN_ROW["title"], "A Cover Is a Door", TIDE_ROW["title"]]
    now = dict(ArchivedArticlePage.objects.values_list("title", "public_id"))
    assert {title: now[title] for title in ids} == ids


@pytest.mark.parametrize("dry_run", [False, True])
def test_an_issue_under_another_key_is_not_taken_over(dry_run, run, issues, tmp_path, capsys):
    run(issues)
    write_issue(tmp_path / "more", "dupmonth", theme="Large", contents=[TIDE_ROW])
    with pytest.raises(CommandError, match="1 could not be imported"):
        run(tmp_path / "more", dry_run=dry_run)
    told = capsys.readouterr().out
    assert "dupmonth/issue.yaml: “The Power of Small” (March/April 2019) is there already under the key" in told
    assert "rename its folder to “2019-march-april”" in told
    issue = IssuePage.objects.get()
    assert (issue.title, issue.import_key, len(titles())) == ("The Power of Small", "2019-march-april", 2)


@pytest.mark.parametrize("key", ["", "2019 M/A"])
def test_an_issue_without_a_name_as_key_is_the_one_of_its_months(key, run, issues):
    run(issues)
    before = IssuePage.objects.get().public_id
    IssuePage.objects.update(import_key=key, import_digest="")
    assert "1 updated" in run(issues)
    issue = IssuePage.objects.get()
    assert (issue.public_id, issue.import_key) == (before, "2019-march-april")


def test_an_article_of_an_editor_stays_beside_those_of_the_rows(run, issues):
    run(issues)
    own = ArchivedArticlePage(title="A Letter", first_page=1, last_page=1)
    IssuePage.objects.get().add_child(instance=own)
    write_issue(issues, contents=[VAN_ROW])
    run(issues)
    assert titles() == [VAN_ROW["title"], "A Letter"]


@pytest.mark.parametrize("byline", ["A. Duarte", "Duarte, A.", "Dr. A. M. Duarte"])
def test_initials_mean_the_only_one_who_has_them(byline, run, issues):
    ana = make_contributor("Ana Maria Duarte")
    write_issue(issues, contents=[{**TIDE_ROW, "bylines": [{"name": byline}]}])
    told = run(issues)
    assert "was taken for Ana Maria Duarte; if that is somebody else" in told
    assert ArchivedArticlePage.objects.get().credits.get().contributor == ana
    assert Contributor.objects.count() == 1


def test_initials_of_two_people_are_told_and_others_are_nobody_known(run, issues):
    make_contributor("Ana Duarte")
    make_contributor("Arno Duarte")
    write_issue(issues, contents=[TIDE_ROW | {"bylines": "A. Duarte; B. Duarte"}])
    assert "“A. Duarte” may be any of 2 contributors" in run(issues)
    assert ArchivedArticlePage.objects.get().credits.get().contributor.name == "B. Duarte"


def test_an_older_revision_still_has_its_pdf_after_the_pdf_was_replaced(run, issues):
    run(issues)
    issue = IssuePage.objects.get()
    issue.save_revision().publish()
    old_name, old_size = issue.pdf.name, issue.pdf.size
    replace_pdf(issues)
    run(issues)
    issue.refresh_from_db()
    assert issue.pdf.name != old_name
    replay(issue.revisions.earliest("created_at"))
    issue.refresh_from_db()
    assert (issue.pdf.name, issue.pdf.size) == (old_name, old_size)
    # It brings back no scans of pages that are gone, and the next import leaves the choice alone.
    assert all(scan.image.storage.exists(scan.image.name) for scan in issue.scans.all())
    assert (issue.scans.count(), issue.page_count) == (4, 4)
    write_issue(issues, volume=46)
    run(issues)
    issue.refresh_from_db()
    assert (issue.volume, issue.pdf.name) == (46, old_name)


def test_files_that_no_revision_names_are_removed(run, issues):
    run(issues)
    before = set(Path(settings.GATED_ROOT).rglob("issue-*.pdf"))
    replace_pdf(issues)
    run(issues)
    after = set(Path(settings.GATED_ROOT).rglob("issue-*.pdf"))
    assert len(after) == 1
    assert not after & before


def test_publishing_after_an_import_keeps_the_scans_of_the_import(run, issues):
    make_trend("Citizen science")
    run(issues)
    IssuePage.objects.get().save_revision().publish()
    replace_pdf(issues)
    run(issues)
    names = list(IssuePage.objects.get().scans.values_list("image", "text"))
    issue = IssuePage.objects.get().get_latest_revision_as_object()
    issue.rights_note = "All rights reserved."
    issue.save_revision().publish()
    assert list(IssuePage.objects.get().scans.values_list("image", "text")) == names
    assert "1 unchanged" in run(issues)


def test_a_pdf_that_an_editor_uploaded_stays(run, issues):
    run(issues)
    tides = ArchivedArticlePage.objects.get(title=TIDE_ROW["title"])
    with (issues / "2019-march-april" / "issue.pdf").open("rb") as file:
        tides.pdf.save("better.pdf", file)
    uploaded = tides.pdf.name
    draw_issue(issues / "2019-march-april" / "issue.pdf", [COVER, VANS, TIDES])
    assert "kept what an editor wrote in pdf" in run(issues)
    tides.refresh_from_db()
    assert tides.pdf.name == uploaded
    run(issues, overwrite=True)
    tides.refresh_from_db()
    assert tides.pdf.name != uploaded


def test_what_an_import_changes_in_an_edited_article_is_found(run, issues):
    make_trend("Night sky")
    run(issues)
    tides = ArchivedArticlePage.objects.get(title=TIDE_ROW["title"])
    tides.save_revision().publish()
    write_issue(issues, contents=[TIDE_ROW | {"bylines": "Ingrid Solheim", "trends": "Night sky"}, VAN_ROW])
    run(issues)
    for words in ("Solheim", "Night sky"):
        assert archived_found(words) == [tides.pk]
    assert archived_found("Duarte") == []


def test_what_is_changed_at_the_desk_is_found(run, issues):
    trend = make_trend("Citizen science")
    run(issues)
    tides = ArchivedArticlePage.objects.get(title=TIDE_ROW["title"])
    trend.name = "People's research"
    trend.save()
    tides.credits = [ArchivedCredit(contributor=make_contributor("Ingrid Solheim"))]
    tides.text = "Members read of periwinkles."
    tides.save_revision().publish()
    for words in ("research", "Solheim"):
        assert archived_found(words) == [tides.pk]
    assert archived_found("Duarte") == []
    assert GatedText.objects.filter(page=tides).exists()


def test_the_progress_counts_issues_that_have_not_changed(run, issues, capsys):
    write_issue(issues, "2019-may-june", months="M/J")
    run(issues, only=["2019-may-june"])
    call_command("import_issues", issues, jobs=1)
    assert "2/2" in capsys.readouterr().err
