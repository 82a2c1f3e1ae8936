"""The pages of an issue as they were printed, one address for each."""

import pytest

from members.models import Access
from tests.archive.test_reading import html_of
from tests.factories import make_issue

pytestmark = pytest.mark.django_db


def test_every_page_has_an_address_and_leads_to_the_next_and_to_its_article(member, archive):
    html = html_of(member, f"{archive.issue.url}pages/2/")
    scan = archive.issue.scans.get(position=2)
    assert scan.address in html
    assert f'rel="prev" href="{archive.issue.url}pages/1/"' in html
    assert f'rel="next" href="{archive.issue.url}pages/3/"' in html
    assert f'href="{archive.first.url}"' in html
    assert "Words of page 2" in html
    assert "Words of page 3" not in html
    assert html.count("data-page=") == 6


def test_the_ends_lead_no_further(member, archive):
    assert 'data-turn="-1" role="link" aria-disabled="true"' in html_of(member, f"{archive.issue.url}pages/1/")
    assert 'data-turn="1" role="link" aria-disabled="true"' in html_of(member, f"{archive.issue.url}pages/6/")
    for folio in ("0", "7", "-1", "99999"):
        assert member.get(f"{archive.issue.url}pages/{folio}/").status_code == 404


def test_the_printed_number_counts(member):
    issue = make_issue(pages=3, first_folio=-1)
    answer = member.get(f"{issue.url}pages/")
    assert answer["Location"] == f"{issue.url}pages/-1/"
    assert issue.scans.get(position=3).address in html_of(member, f"{issue.url}pages/1/")


def test_an_issue_without_scans_has_no_pages(member):
    issue = make_issue()
    assert member.get(f"{issue.url}pages/").status_code == 404
    assert "Browse the pages" not in html_of(member, issue.url)


def test_a_guest_sees_the_gate_and_what_stands_there_but_no_words_and_no_picture(client, archive):
    answer = client.get(f"{archive.issue.url}pages/2/")
    html = answer.content.decode()
    assert 'class="gate"' in html
    assert archive.first.title in html
    assert "Words of page" not in html
    assert "/files/" not in html
    assert "noindex" in html
    assert answer["Cache-Control"] == "private, no-store"


def test_a_guest_sees_the_pages_of_an_open_article(client, archive):
    archive.first.access = Access.OPEN
    archive.first.save_revision().publish()
    assert "Words of page 2" in html_of(client, f"{archive.issue.url}pages/2/")
    html = html_of(client, f"{archive.issue.url}pages/2/")
    assert html.count("data-source=") == 2
    assert archive.issue.pdf_address not in html
    assert "Words of page" not in html_of(client, f"{archive.issue.url}pages/4/")


def test_a_page_without_text_says_so(member, archive):
    archive.issue.scans.filter(position=4).update(text="")
    assert "No text was found on this page" in html_of(member, f"{archive.issue.url}pages/4/")
