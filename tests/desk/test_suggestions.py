"""Trends that a text speaks of are offered while it is written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Trend, TrendSynonym
from articles.vocabulary.suggest import suggest_trends
from desk.drafting.drafts import begin, draft_of
from desk.models import Piece
from tests.desk.conftest import logged_in, person
from tests.factories import make_trend


@pytest.fixture
def trends(section):
    names = {"Community science": ["Citizen science", "Öffentliche Forschung"], "Science": [], "AR": [], "Play": []}
    for name, synonyms in names.items():
        trend = make_trend(name)
        for synonym in synonyms:
            TrendSynonym.objects.create(trend=trend, name=synonym)


def found(text: str, **options) -> list[tuple[str, str]]:
    return [(one.trend.name, one.words) for one in suggest_trends(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some COMMUNITY  Science here.", [("Community science", "COMMUNITY Science")]),
        ("Citizen\nscience, again: citizen-science.", [("Community science", "Citizen science")]),
        ("öffentliche forschung", [("Community science", "öffentliche forschung")]),
        ("offentliche Forschung", [("Community science", "offentliche Forschung")]),
        ("O\u0308ffentliche Forschung", [("Community science", "Öffentliche Forschung")]),
        ("The displays of playing children", []),
        ("Seen through AR glasses", [("AR", "AR")]),
        ("Mae hi ar y bwrdd", []),
        ("Science of play. Play! Play?", [("Play", "play"), ("Science", "Science")]),
        ("", []),
    ],
)
def test_names_and_synonyms_are_found_as_words(trends, text, expected):
    assert found(text) == expected


def test_what_is_chosen_or_retired_is_not_offered(trends):
    Trend.objects.filter(name="Science").update(status=Trend.Status.RETIRED)
    play = Trend.objects.get(name="Play")

    assert found("Science and play", chosen=[play.pk]) == []


def test_a_large_vocabulary_costs_no_more_queries(trends):
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            found("Some community science")
        return len(captured)

    few = cost()
    for number in range(30):
        make_trend(f"Trend {number}")
    assert cost() == few


def test_an_author_accepts_a_trend_with_one_press(trends, writer, piece):
    draft = draft_of(begin(piece))
    draft.body = [("text", "<p>What citizen science is for.</p>")]
    draft.save_revision()
    url = reverse("submission_step", args=[piece.pk, "about"])

    page = writer.get(url).content.decode()
    offered = page.partition('id="found-trends"')[2].partition("<details")[0]
    assert "Community science" in offered
    assert "citizen science" in offered
    key = Trend.objects.get(name="Community science").pk
    assert page.count(f'name="trends" value="{key}"') == 1

    version = page.partition('name="version" value="')[2].partition('"')[0]
    writer.post(url, {"title": "Low water", "kind": "analysis", "trends": [key], "version": version, "stay": "1"})
    assert [trend.name for trend in Piece.objects.get(pk=piece.pk).trends.all()] == ["Community science"]
    assert "found-trends" not in writer.get(url).content.decode()


def test_the_desk_is_told_while_somebody_types(trends):
    client = logged_in(person("Author"))
    answer = client.post(reverse("suggested_trends"), {"text": "On citizen science"}).json()
    assert answer == {"trends": [{"name": "Community science", "words": "citizen science"}]}


def test_nobody_else_is_told(trends, client):
    assert client.post(reverse("suggested_trends"), {"text": "x"}).status_code == 302
    assert client.get(reverse("suggested_trends")).status_code in {302, 405}
