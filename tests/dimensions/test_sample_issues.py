"""The printed issues of the sample magazine: drawn as a magazine is, importable, and loaded one by one."""

from pathlib import Path

import pypdfium2
import pytest
import yaml
from django.core.management import call_command
from django.test import override_settings

from archive.importers.extraction import pdf, words
from archive.models import ArchivedArticlePage, IssuePage
from archive.text_marks import SUBHEAD
from sample.printed_issues import load
from sample.printed_issues.compose import composed
from sample.printed_issues.parse import parse_archive
from sample.printed_issues.write import FIRST_ARTICLE, ranges, write_issue
from sample.records import SampleError
from sample.tasks import load_sample_issues
from tests.factories import make_site

KEY = "2019-november-december"


@pytest.fixture(scope="module")
def archive():
    return parse_archive(load.FILES, load.MAGAZINE)


@pytest.fixture(scope="module")
def written(archive, tmp_path_factory) -> Path:
    return write_issue(archive.issue(KEY), archive, tmp_path_factory.mktemp("issues"))


@pytest.fixture
def wanted(db, tmp_path: Path):
    """A site whose data folder wants the given number of sample issues."""
    make_site()

    def want(number: int):
        return override_settings(DATA_DIR=tmp_path, SAMPLE_ISSUES=number)

    with want(3):
        load.begin()
    return want


def years() -> list[str]:
    return sorted(IssuePage.objects.values_list("import_key", flat=True))


def test_there_are_twenty_four_issues_of_eight_to_sixteen_pages_from_2002_to_2020(archive):
    assert len(archive.issues) == 24
    assert (archive.issues[0].year, archive.issues[-1].year) == (2002, 2020)
    for issue in archive.issues:
        pages = FIRST_ARTICLE + sum(article.pages for article in issue.articles)
        assert pages in {8, 12, 16}, issue.key


def test_every_article_has_its_own_words_and_trends_of_the_vocabulary(archive):
    groups = yaml.safe_load((load.MAGAZINE / "trends.yaml").read_text())
    known = {trend["slug"] for group in groups for trend in group["trends"]}
    articles = [article for issue in archive.issues for article in issue.articles]
    for field in ("title", "teaser", "lead", "quote"):
        assert len({getattr(article, field) for article in articles}) == len(articles), field
    assert {trend for article in articles for trend in article.trends} <= known
    assert len({trend for article in articles for trend in article.trends}) > 25


def test_no_paragraph_stands_twice_in_an_issue_and_none_has_a_gap(archive):
    for issue in archive.issues:
        texts = [passage.text for passages in composed(issue, archive) for passage in passages]
        assert len(set(texts)) == len(texts), issue.key
        assert not [text for text in texts if "{" in text or "  " in text or " ," in text]


def test_a_page_has_two_columns_a_running_head_and_its_folio(written: Path):
    with pdf.opened(written / "issue.pdf") as document:
        page = document[3]
        pieces, middle = words.pieces(page), page.get_width() / 2
        page.close()
    head = [piece.text for piece in pieces if piece.bottom > 740]
    assert head == ["Dimensions", "November/December 2019"]
    assert [piece.text for piece in pieces if piece.top < 50] == ["4"]
    columns = [piece for piece in pieces if 60 < piece.bottom < 720]
    assert len([piece for piece in columns if piece.right < middle]) > 20
    assert not [piece for piece in columns if piece.left < middle < piece.right]


def test_the_contents_name_each_article_with_its_page(archive, written: Path):
    issue = archive.issue(KEY)
    document = pypdfium2.PdfDocument(written / "issue.pdf")
    pages = [document[index].get_textpage().get_text_bounded().split() for index in range(len(document))]
    document.close()
    assert len(pages) == 8
    for article, (first, _) in zip(issue.articles, ranges(issue.articles), strict=True):
        assert str(first) in pages[1]
        assert set(article.title.split()) <= set(pages[1])
        assert set(article.title.split()) <= set(pages[first - 1])


def test_the_same_issue_is_the_same_file_each_time(archive, written: Path, tmp_path: Path):
    again = write_issue(archive.issue(KEY), archive, tmp_path)
    assert (again / "issue.pdf").read_bytes() == (written / "issue.pdf").read_bytes()


def test_it_is_imported_with_text_in_reading_order(archive, written: Path, db, capsys):
    call_command("load_sample")
    call_command("import_issues", written.parent, jobs=1, verbosity=0)
    assert "open" not in capsys.readouterr().out.partition("issue:")[0]
    issue = archive.issue(KEY)
    for article, passages in zip(issue.articles, composed(issue, archive), strict=True):
        page = ArchivedArticlePage.objects.get(title=article.title)
        assert page.teaser == article.teaser
        paragraphs = page.text.split("\n\n")
        assert paragraphs[0] == article.lead
        # A column may end in the middle of a paragraph, where a sentence does.
        assert len([one for one in passages if one.text in paragraphs]) >= len(passages) - 1
        assert {f"{SUBHEAD}{one.head}" for one in passages if one.head} <= set(paragraphs)
        assert [credit.contributor.name for credit in page.credits.all()] == [a.name for a in article.authors]
        assert {trend.slug for trend in page.trends.all()} == set(article.trends)


def test_some_are_there_before_the_site_opens_and_the_worker_loads_the_others(wanted):
    with wanted(3):
        load.load_first()
        assert years() == ["2019-november-december", "2020-january-february"]
        load_sample_issues.enqueue()
        assert years() == ["2019-march-april", "2019-november-december", "2020-january-february"]
        assert not load.is_unfinished()


def test_loading_goes_on_where_it_stopped(wanted):
    with wanted(3):
        load.load_next()
        before = IssuePage.objects.get().pk
        assert load.is_unfinished()
        load_sample_issues.enqueue()
        assert IssuePage.objects.count() == 3
        assert IssuePage.objects.filter(pk=before).exists()


def test_an_issue_of_somebody_else_keeps_its_months(wanted):
    with wanted(2):
        load.load_next()
        IssuePage.objects.update(import_key="own", title="Our Own")
        load_sample_issues.enqueue()
        assert years() == ["2019-november-december", "own"]
        assert not load.is_unfinished()


def test_what_an_archivist_removes_afterwards_does_not_come_back(wanted):
    with wanted(1):
        load_sample_issues.enqueue()
        IssuePage.objects.get().delete()
        assert not load.is_unfinished()


def test_a_magazine_that_wants_none_gets_none(db, tmp_path: Path):
    with override_settings(DATA_DIR=tmp_path, SAMPLE_ISSUES=0):
        load.begin()
        assert not load.is_unfinished()


def test_a_character_that_the_fonts_lack_is_named_with_its_file(tmp_path: Path):
    for name in ("issues", "paragraphs"):
        (tmp_path / name).mkdir()
    (tmp_path / "people.yaml").write_text("{}")
    (tmp_path / "issues" / "2002-may-june.yaml").write_text("theme: 春", encoding="utf-8")
    with pytest.raises(SampleError, match=r"2002-may-june\.yaml: the fonts of the issues have no “春”"):
        parse_archive(tmp_path, load.MAGAZINE)
