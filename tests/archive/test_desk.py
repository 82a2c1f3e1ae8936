"""The archivists' desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from archive.models import ArchivedArticlePage, IssuePage
from articles.models import TrendSynonym
from tests.archive.test_reading import html_of
from tests.editing.conftest import desk, person
from tests.factories import make_archive, make_archived_article, make_issue, make_pdf, make_trend

pytestmark = pytest.mark.django_db
__all__ = ["desk", "person"]


def edit_address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def article_form(**changes):
    fields = {
        "title": "Plain floors",
        "slug": "plain-floors",
        "department": "Features",
        "first_page": "4",
        "last_page": "7",
        "teaser": "What lies under the feet.",
        "text": "It began.",
        "access": "members",
        "credits": inline_formset([]),
        "comments": inline_formset([]),
    }
    return nested_form_data(fields | changes)


def issue_form(**changes):
    fields = {
        "title": "The Power of Small",
        "slug": "2019-2",
        "year": "2019",
        "months": "2",
        "first_folio": "1",
        "access": "members",
        "overview": rich_text("<p>On small museums.</p>"),
        "web_companions": inline_formset([]),
        "comments": inline_formset([]),
    }
    return nested_form_data(fields | changes)


def test_an_archivist_finds_issues_and_articles_in_lists(archive, desk):
    archivist = desk("Archivist")
    assert archive.issue.title in html_of(archivist, "/admin/issues/")
    html = html_of(archivist, "/admin/archived_articles/")
    assert archive.first.title in html
    assert "Ana Duarte" in html
    assert "2–3" in html


def test_the_forms_lead_to_the_view_that_serves_the_pdf(archive, desk):
    archivist = desk("Archivist")
    for piece in (archive.issue, archive.first):
        html = html_of(archivist, edit_address(piece))
        assert f'href="{piece.pdf_address}"' in html
        assert piece.pdf.name not in html
    html = html_of(archivist, edit_address(archive.issue))
    assert "6 pages are here as pictures." in html
    assert archive.second.title in html
    assert "data-trends-find" in html_of(archivist, edit_address(archive.first))


def test_an_archivist_adds_and_publishes_an_article(desk):
    TrendSynonym.objects.create(trend=make_trend("Small museums"), name="Little houses")
    issue, archivist = make_issue(), desk("Archivist")
    address = reverse("wagtailadmin_pages:add", args=["archive", "archivedarticlepage", issue.pk])
    form = article_form() | {
        "trends": ["Little houses"],
        "pdf": SimpleUploadedFile("a.pdf", make_pdf("Plain floors")),
        "action-publish": "1",
    }
    assert archivist.post(address, form).status_code == 302
    piece = ArchivedArticlePage.objects.get(slug="plain-floors")
    assert piece.live
    assert [trend.name for trend in piece.trends.all()] == ["Small museums"]
    with piece.pdf.open() as kept:
        assert kept.read(5) == b"%PDF-"


def test_what_is_no_pdf_is_refused_with_a_sentence_and_the_rest_is_kept(archive, desk):
    archivist = desk("Archivist")
    form = issue_form(title="Changed") | {
        "pdf": SimpleUploadedFile("cover.pdf", b"GIF89a"),
        "action-publish": "1",
    }
    html = archivist.post(edit_address(archive.issue), form).content.decode()
    assert "“cover.pdf” is not a PDF" in html
    assert 'value="Changed"' in html


def test_a_pdf_can_be_replaced_or_taken_away(archive, desk):
    archivist = desk("Archivist")
    new = make_pdf("New", "Pages")
    form = issue_form() | {"pdf": SimpleUploadedFile("new.pdf", new), "action-publish": "1"}
    assert archivist.post(edit_address(archive.issue), form).status_code == 302
    with IssuePage.objects.get(pk=archive.issue.pk).pdf.open() as kept:
        assert kept.read() == new
    form = issue_form() | {"pdf-clear": "on", "action-publish": "1"}
    assert archivist.post(edit_address(archive.issue), form).status_code == 302
    assert not IssuePage.objects.get(pk=archive.issue.pk).pdf


def test_a_second_issue_of_the_same_months_is_refused(archive, desk):
    address = reverse("wagtailadmin_pages:add", args=["archive", "issuepage", make_archive().pk])
    html = desk("Archivist").post(address, issue_form(slug="again")).content.decode()
    assert "is the issue of these months already" in html


def test_archivists_work_in_the_archive_and_nowhere_else(archive, desk):
    archivist = desk("Archivist")
    assert archivist.get(edit_address(archive.issue)).status_code == 200
    home = archive.issue.get_parent().get_parent()
    assert archivist.get(edit_address(home)).status_code == 302
    assert archivist.get(reverse("wagtailadmin_pages:delete", args=[archive.first.pk])).status_code == 200


def test_authors_add_nothing_to_the_archive(archive, desk):
    author = desk("Author")
    for model, parent in (("issuepage", archive.issue.get_parent()), ("archivedarticlepage", archive.issue)):
        address = reverse("wagtailadmin_pages:add", args=["archive", model, parent.pk])
        assert author.get(address).status_code == 302


def test_a_draft_is_previewed_by_staff_only(archive, desk):
    address = reverse("wagtailadmin_pages:view_draft", args=[archive.first.pk])
    archive.first.text = "Words of the draft."
    archive.first.save_revision()
    assert "Words of the draft." in html_of(desk("Archivist"), address)
    assert "Words of the draft" not in html_of(desk("Archivist"), archive.first.url)
    assert Client().get(address).status_code == 302
    issue = reverse("wagtailadmin_pages:view_draft", args=[archive.issue.pk])
    assert "On small museums." in html_of(desk("Archivist"), issue)


def test_many_articles_cost_the_desk_no_more(archive, desk, django_assert_max_num_queries):
    for number in range(12):
        make_archived_article(f"Piece {number}", issue=archive.issue)
    archivist = desk("Archivist")
    archivist.get("/admin/archived_articles/")
    with django_assert_max_num_queries(40):
        archivist.get("/admin/archived_articles/")
