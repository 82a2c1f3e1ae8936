"""The archive for programs: the same rule as for the pages, by token."""

import pytest
from django.test import Client
from wagtail.models import APIToken

from tests.api.conftest import items, sentence, titles
from tests.archive.conftest import CANARY, archive
from tests.factories import make_archived_article, make_contributor, make_issue, make_member, make_trend

pytestmark = pytest.mark.django_db
__all__ = ["archive"]


@pytest.fixture
def members_program():
    """A program with the token of a member."""
    _token, key = APIToken.create_token(user=make_member(), name="Reader")
    return Client(headers={"authorization": f"Bearer {key}"})


def test_issues_come_newest_first_and_can_be_narrowed_by_year(client):
    for title, year, months in (("Old", 2010, 3), ("Spring", 2019, 2), ("Autumn", 2019, 5)):
        make_issue(title, year=year, months=months)
    assert titles(client.get("/api/v3/issues/")) == ["Autumn", "Spring", "Old"]
    assert titles(client.get("/api/v3/issues/?year=2019")) == ["Autumn", "Spring"]
    assert client.get("/api/v3/issues/?year=soon").status_code == 422


def test_archived_articles_can_be_narrowed(client):
    ana, trend = make_contributor("Ana Duarte"), make_trend("Co-design")
    old, new = make_issue("Old", year=2005), make_issue("New", year=2015)
    make_archived_article("First", issue=old, authors=[ana])
    make_archived_article("Second", issue=old, trends=[trend])
    make_archived_article("Third", issue=new, authors=[ana], trends=[trend])
    ask = "/api/v3/archived-articles/"
    assert titles(client.get(ask)) == ["Third", "First", "Second"]
    assert titles(client.get(f"{ask}?issue={old.public_id}")) == ["First", "Second"]
    assert titles(client.get(f"{ask}?trend=co-design")) == ["Third", "Second"]
    assert titles(client.get(f"{ask}?contributor=ana-duarte&trend=co-design")) == ["Third"]
    assert "There is no trend" in sentence(client.get(f"{ask}?trend=nothing"))
    assert "There is no issue" in sentence(client.get(f"{ask}?issue={new.public_id.hex[::-1]}"))


def test_a_program_without_token_gets_neither_text_nor_files(client, archive):
    answer = client.get(f"/api/v3/archived-articles/{archive.first.public_id}/")
    got = answer.json()
    assert (got["access"], got["is_readable"], got["text"], got["pdf_url"]) == ("members", False, "", "")
    assert "canary" not in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    issue = client.get(f"/api/v3/issues/{archive.issue.public_id}/")
    got = issue.json()
    assert (got["is_readable"], got["pdf_url"], got["pages"]) == (False, "", [])
    assert [line["title"] for line in got["contents"]] == ["A House of Two Rooms", "Letters"]
    assert issue["Cache-Control"] == "private, no-store"
    for resource, piece in (("issues", archive.issue), ("archived-articles", archive.first)):
        answer = client.get(f"/api/v3/{resource}/{piece.public_id}/pdf/")
        assert answer.status_code == 403
        assert "is for members" in sentence(answer)


def test_a_program_of_a_member_gets_both(members_program, archive):
    got = members_program.get(f"/api/v3/archived-articles/{archive.first.public_id}/").json()
    assert CANARY in got["text"]
    pdf = members_program.get(got["pdf_url"], headers={"range": "bytes=0-3"})
    assert (pdf.status_code, pdf.getvalue()) == (206, b"%PDF")
    assert pdf["Cache-Control"] == "private, no-store"
    issue = members_program.get(f"/api/v3/issues/{archive.issue.public_id}/").json()
    assert [page["page"] for page in issue["pages"]] == [1, 2, 3, 4, 5, 6]
    assert issue["pages"][3]["url"].endswith(f"{archive.issue.url}pages/4/")


def test_an_open_article_brings_its_own_pages_only(client, archive):
    archive.first.access = "open"
    archive.first.save_revision().publish()
    got = client.get(f"/api/v3/issues/{archive.issue.public_id}/").json()
    assert [page["page"] for page in got["pages"]] == [2, 3]


def test_a_log_in_of_the_site_opens_nothing_to_programs_on_other_sites(client, archive):
    client.force_login(make_member())
    elsewhere = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
    address = f"/api/v3/archived-articles/{archive.first.public_id}/"
    assert not client.get(address, headers=elsewhere).json()["is_readable"]


def test_drafts_are_nowhere(client, members_program, archive):
    archive.first.unpublish()
    for program in (client, members_program):
        assert program.get(f"/api/v3/archived-articles/{archive.first.public_id}/").status_code == 404
        assert program.get(f"/api/v3/archived-articles/{archive.first.public_id}/pdf/").status_code == 404
        assert "A House of Two Rooms" not in titles(program.get("/api/v3/archived-articles/"))


def test_people_with_archived_credits_only_are_contributors(client, archive):
    assert [person["name"] for person in items(client.get("/api/v3/contributors/"))] == [
        "Bo Berg",
        "Ana Duarte",
    ]
    archive.second.unpublish()
    assert [person["name"] for person in items(client.get("/api/v3/contributors/"))] == ["Ana Duarte"]
