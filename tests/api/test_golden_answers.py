"""The whole of an answer, so that no field changes by accident."""

import datetime as dt

import pytest

from archive.models import WebCompanion
from articles.models import ContributorLink, TrendSynonym
from tests.api.golden import assert_golden
from tests.bodies import every_block
from tests.factories import (
    make_archived_article,
    make_article,
    make_contributor,
    make_image,
    make_institution,
    make_issue,
    make_pdf,
    make_section,
    make_trend,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def piece():
    """A complete article."""
    museum = make_institution("Tidal Museum")
    ana = make_contributor(
        "Ana Duarte",
        job_title="Director",
        institution=museum,
        biography="She counts.",
        orcid="0000-0002-1825-0097",
    )
    ana.links.add(ContributorLink(label="Her page", url="https://ana.example/"))
    ana.portrait = make_image("Portrait", size=(500, 700))
    ana.save()
    trend = make_trend("Community science", scope_note="Research with the public.")
    trend.synonyms.add(TrendSynonym(name="Citizen science"))
    trend.save()
    trend.see_also.add(make_trend("Co-design"))
    other = make_article("The other piece", published_at=dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
    return make_article(
        "Tides at night",
        section=make_section("Features", intro="Long pieces."),
        authors=[ana, make_contributor("Task Force on Tides", kind="organisation")],
        trends=[trend],
        institutions=[museum],
        kind="review",
        review_exhibition="Ebb",
        review_host=museum,
        lead_image=make_image("Lead", size=(1800, 1200), credit="Harbor Light"),
        lead_image_caption="The harbour",
        body=every_block(other),
        published_at=dt.datetime(2024, 3, 1, 8, tzinfo=dt.UTC),
        revised_at=dt.datetime(2024, 3, 9, 8, 30, tzinfo=dt.UTC),
    )


@pytest.mark.parametrize("name", ["articles", "sections", "trends", "contributors"])
def test_list(client, piece, name):
    assert_golden(f"{name}_list", client.get(f"/api/v3/{name}/").content)


def test_article(client, piece):
    found = client.get(f"/api/v3/articles/{piece.public_id}/").content
    assert_golden("article", found)
    assert found == client.get("/api/v3/articles/by-path/?path=/features/tides-at-night/").content


def test_event(client):
    start = dt.datetime(2024, 5, 1, 9, tzinfo=dt.UTC)
    event = make_article(
        "Night opening",
        kind="event",
        event_starts_at=start,
        event_ends_at=start + dt.timedelta(hours=2),
        event_time_zone="Asia/Tokyo",
        event_venue="Tidal Museum",
        published_at=start,
    )
    answer = client.get(f"/api/v3/articles/{event.public_id}/").json()
    assert answer["event"] == {
        "starts_at": "2024-05-01T18:00:00+09:00",
        "ends_at": "2024-05-01T20:00:00+09:00",
        "time_zone": "Asia/Tokyo",
        "venue": "Tidal Museum",
        "url": "",
    }


@pytest.mark.parametrize(
    ("name", "slug"), [("sections", "features"), ("trends", "co-design"), ("contributors", "ana-duarte")]
)
def test_one_of_a_list_is_the_same_alone(client, piece, name, slug):
    [listed] = [item for item in client.get(f"/api/v3/{name}/").json()["items"] if item["slug"] == slug]
    alone = client.get(f"/api/v3/{name}/{slug}/").json()
    assert {key: alone[key] for key in listed} == listed


@pytest.fixture
def archived():
    """A complete archived article in a complete issue; both are open."""
    issue = make_issue(
        "The Power of Small",
        pages=3,
        access="open",
        volume=46,
        number=2,
        issn="1234-567X",
        overview="<p>On <b>small</b> museums.</p>",
        rights_note="Ask first.",
        cover=make_image("Cover", size=(900, 1200)),
    )
    WebCompanion.objects.create(issue=issue, title="More on the web", url="https://web.example/")
    return make_archived_article(
        "A House of Two Rooms",
        issue=issue,
        access="open",
        authors=[make_contributor("Ana Duarte")],
        trends=[make_trend("Small museums")],
        first_page=2,
        last_page=3,
        pdf=make_pdf(),
    )


@pytest.mark.parametrize("name", ["issues", "archived-articles"])
def test_list_of_the_archive(client, archived, name):
    assert_golden(f"{name}_list", client.get(f"/api/v3/{name}/").content)


def test_issue(client, archived):
    assert_golden("issue", client.get(f"/api/v3/issues/{archived.issue.public_id}/").content)


def test_archived_article(client, archived):
    assert_golden("archived-article", client.get(f"/api/v3/archived-articles/{archived.public_id}/").content)
