"""The wall of covers, an issue and its articles, as guests and members see them."""

import json

import pytest
from django.urls import reverse

from archive.models import WebCompanion
from articles.trends.tasks import count_trends
from members.models import Access
from search.related.tasks import relate_all
from tests.archive.conftest import CANARY
from tests.factories import (
    make_archive,
    make_archived_article,
    make_article,
    make_contributor,
    make_image,
    make_issue,
    make_trend,
    make_user,
)

pytestmark = pytest.mark.django_db


def html_of(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer
    return answer.content.decode()


def described(html):
    return json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])


def test_an_empty_archive_says_so_and_shows_a_way_on(client):
    html = html_of(client, make_archive().url)
    assert "No issue is here yet" in html
    assert 'href="/trends/"' in html
    assert "No issue is here yet" in html_of(client, f"{make_archive().url}themes/")


def test_the_wall_shows_years_and_issues_with_the_newest_first(client):
    for title, year, months in (("Old", 2010, 3), ("Spring", 2019, 2), ("Autumn", 2019, 5)):
        make_issue(title, year=year, months=months)
    html = html_of(client, "/archive/")
    assert 'id="y2019"' in html
    places = [html.index(f">{title}</a>") for title in ("Autumn", "Spring", "Old")]
    assert places == sorted(places)
    assert "September/October 2019" in html


def test_an_issue_without_a_cover_gets_a_drawn_one(client):
    make_issue("Drawn")
    assert "issue-cover--drawn" in html_of(client, "/archive/")
    make_issue("Printed", year=2018, cover=make_image())
    assert html_of(client, "/archive/").count("issue-cover--drawn") == 1


def test_themes_are_found_by_the_alphabet_without_their_article(client):
    make_issue("The Art of Advocacy", year=2005)
    make_issue("A Class Act", year=2011)
    html = html_of(client, "/archive/themes/")
    assert html.index(">The Art of Advocacy</a>") < html.index(">A Class Act</a>")
    assert html.count("alphabet__name") == 2


def test_a_trend_leads_to_its_issues_and_articles(client, archive):
    make_issue("Something else", year=2001)
    assert "/archive/themes/small-museums/" in html_of(client, "/archive/themes/")
    html = html_of(client, "/archive/themes/small-museums/")
    assert archive.issue.title in html
    assert archive.first.title in html
    assert archive.second.title not in html
    assert "Something else" not in html
    assert client.get("/archive/themes/nothing/").status_code == 404
    make_trend("Outreach")
    assert "No issue has an article on this" in html_of(client, "/archive/themes/outreach/")


def test_a_guest_sees_the_contents_of_an_issue_and_the_gate(client, archive):
    html = html_of(client, archive.issue.url)
    for words in (
        "The Power of Small", "March/April 2019", "Volume 4", "On small museums.", "A House of Two Rooms",
        "Letters", "Ana Duarte", "Viewpoints", "2–3", 'class="gate"',
    ):  # fmt: skip
        assert words in html
    assert "Browse the pages" not in html
    assert "canary" not in html


def test_a_member_gets_the_ways_into_an_issue_and_no_cache_keeps_them(member, archive):
    answer = member.get(archive.issue.url)
    html = answer.content.decode()
    assert archive.issue.pdf_address in html
    assert f"{archive.issue.url}pages/" in html
    assert 'class="gate"' not in html
    assert answer["Cache-Control"] == "private, no-store"


def test_an_issue_leads_to_its_neighbours(client, archive):
    make_issue("Before", year=2018, months=6)
    make_issue("Long before", year=2017, months=6)
    make_issue("After", year=2019, months=3)
    html = html_of(client, archive.issue.url)
    assert 'rel="prev" href="/archive/2018-6/"' in html
    assert 'rel="next" href="/archive/2019-3/"' in html


def test_an_issue_without_articles_says_so(client):
    assert "contents of this issue are not listed yet" in html_of(client, make_issue().url)


def test_companions_lead_to_a_link_or_to_an_article_that_is_published(client, archive):
    piece = make_article("Longer online")
    for title, fields in (("Elsewhere", {"url": "https://example.org/x"}), ("Here", {"article": piece})):
        WebCompanion.objects.create(issue=archive.issue, title=title, **fields)
    assert piece.url in html_of(client, archive.issue.url)
    piece.unpublish()
    html = html_of(client, archive.issue.url)
    assert 'href="https://example.org/x"' in html
    assert "Here" in html
    assert piece.url not in html


def test_a_guest_gets_the_teaser_but_not_the_text(client, archive):
    answer = client.get(archive.first.url)
    html = answer.content.decode()
    assert archive.first.teaser in html
    assert 'class="gate"' in html
    assert "canary" not in html
    assert archive.first.pdf_address not in html
    assert answer["Cache-Control"] == "private, no-store"


def test_a_member_reads_the_text_in_paragraphs_with_ways_to_the_print(member, archive):
    html = html_of(member, archive.first.url)
    assert f"<p>{CANARY}</p>" in html
    assert f"{archive.issue.url}pages/2/" in html
    assert archive.first.pdf_address in html


def test_an_open_article_of_a_gated_issue_is_read_by_everybody(client, archive):
    archive.first.access = Access.OPEN
    archive.first.save_revision().publish()
    answer = client.get(archive.first.url)
    assert CANARY in answer.content.decode()
    assert "no-store" not in answer.get("Cache-Control", "")
    assert 'class="gate"' in html_of(client, archive.issue.url)
    assert "Open to everyone" in html_of(client, archive.issue.url)


def test_a_gated_article_of_an_open_issue_keeps_its_gate(client, archive):
    archive.issue.access = Access.OPEN
    archive.issue.save_revision().publish()
    assert "canary" not in html_of(client, archive.first.url)
    assert 'class="gate"' not in html_of(client, archive.issue.url)


def test_today_on_this_trend(client, archive):
    make_article("Small and proud", trends=[make_trend("Small museums")])
    make_article("On something else")
    count_trends()
    relate_all()
    html = html_of(client, archive.first.url)
    assert "Today on this trend" in html
    assert "Small and proud" in html
    assert "On something else" not in html


def test_articles_lead_to_their_neighbours_in_the_issue(client, archive):
    assert f'rel="next" href="{archive.second.url}"' in html_of(client, archive.first.url)
    assert f'rel="prev" href="{archive.first.url}"' in html_of(client, archive.second.url)


def test_search_engines_learn_where_it_was_printed_and_that_it_is_not_free(client, archive):
    html = html_of(client, archive.first.url)
    told = described(html)
    assert (told["pageStart"], told["pageEnd"], told["isAccessibleForFree"]) == ("2", "3", False)
    assert told["hasPart"]["cssSelector"] == ".gated"
    assert told["isPartOf"]["@type"] == "PublicationIssue"
    assert told["isPartOf"]["isPartOf"]["volumeNumber"] == 4
    assert 'class="body gated"' in html
    issue = described(html_of(client, archive.issue.url))
    assert issue["isAccessibleForFree"] is False
    assert [part["headline"] for part in issue["hasPart"][1:]] == ["A House of Two Rooms", "Letters"]


def test_google_scholar_gets_its_tags(client, archive):
    html = html_of(client, archive.first.url)
    for name, content in (
        ("title", "A House of Two Rooms"), ("author", "Duarte, Ana"), ("publication_date", "2019/3"),
        ("volume", "4"), ("issue", "2"), ("firstpage", "2"), ("lastpage", "3"),
    ):  # fmt: skip
        assert f'<meta name="citation_{name}" content="{content}">' in html
    assert "citation_pdf_url" not in html


def test_drafts_are_nowhere_for_readers(client, member, archive):
    archive.first.unpublish()
    for reader in (client, member):
        assert "A House of Two Rooms" not in html_of(reader, archive.issue.url)
        assert reader.get(reverse("archived_article_bibtex", args=[archive.first.public_id])).status_code == 404
        assert reader.get(archive.first.pdf_address).status_code == 404


def test_a_long_title_and_ten_authors_do_not_break_anything(client, archive):
    people = [make_contributor(f"Author {number}") for number in range(10)]
    piece = make_archived_article("W" * 90, issue=archive.issue, authors=people)
    assert html_of(client, piece.url).count('class="byline__name"') == 10
    assert "8 others" in html_of(client, archive.issue.url)


def test_a_preview_shows_the_text_to_an_archivist(archive, rf):
    request = rf.get("/")
    request.is_preview, request.user, request.session = True, make_user(), {}
    answer = archive.first.serve_preview(request, "")
    assert CANARY in answer.render().content.decode()


def test_articles_of_this_name_would_hide_the_pages(archive):
    archive.first.slug = "pages"
    with pytest.raises(Exception, match="uses “pages” itself"):
        archive.first.full_clean()
