"""The page of an article, as readers see it."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone as django_timezone

from articles.models import Credit
from tests.factories import (
    make_article,
    make_contributor,
    make_image,
    make_institution,
    make_section,
    make_trend,
)

DAY = timedelta(days=1)


def read(reader, article) -> str:
    answer = reader.get(article.url)
    assert answer.status_code == 200
    return answer.content.decode()


def add_credits(article, *roles: tuple[str, str]) -> None:
    for name, role in roles:
        article.credits.add(Credit(contributor=make_contributor(name), role=role))
    article.save_revision().publish()


def structured_data(html: str) -> dict:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(found[0])


def test_headline_deck_byline_and_dates_are_there(reader):
    person = make_contributor("Ana Duarte", job_title="Director", institution=make_institution("Tidal Museum"))
    html = read(reader, make_article("Open at night", deck="A year of evenings.", authors=[person]))
    for words in (
        "Open at night</h1>",
        "A year of evenings.",
        "Ana Duarte",
        "Director, Tidal Museum",
        "minute to read",
    ):
        assert words in html


def test_everybody_is_named_for_what_they_did(reader):
    article = make_article()
    add_credits(article, ("Ana", "interviewer"), ("Bo", "interviewee"), ("Chi", "photographer"), ("Dee", "translator"))
    html = read(reader, article)
    for words in ("Interview by", "With", "Photographs by", "Translated by"):
        assert f">{words}</p>" in html


def test_ten_authors_are_all_named_on_the_page_and_counted_on_a_card(reader):
    people = [make_contributor(f"Author {number}") for number in range(10)]
    article = make_article(authors=people)
    html = read(reader, article)
    assert all(f">{person.name}</a>" in html for person in people)
    assert "By Author 0, Author 1 and 8 others" in reader.get(article.section.url).content.decode()


def test_a_person_with_two_roles_is_presented_once(reader):
    article = make_article()
    add_credits(article, ("Ana", "author"), ("Ana", "photographer"))
    assert read(reader, article).count("person__name") == 1


def test_the_lead_image_comes_first_and_says_what_it_shows(reader):
    html = read(reader, make_article(lead_image=make_image(credit="Harbor Light"), lead_image_alt="A table of tides"))
    image = re.search(r"<img[^>]*>", html)[0]
    assert 'alt="A table of tides"' in image
    assert 'fetchpriority="high"' in image
    assert "lazy" not in image
    assert "Harbor Light" in html


def test_trends_and_institutions_lead_on(reader):
    article = make_article(trends=[make_trend("Co-design")])
    article.institutions.set([make_institution("Tidal Museum")])
    article.save_revision().publish()
    html = read(reader, article)
    assert 'href="/trends/co-design/"' in html
    assert 'href="/institutions/tidal-museum/"' in html


def test_an_event_is_told_in_its_own_time(reader):
    start = datetime(2099, 7, 3, 22, 30, tzinfo=UTC)
    article = make_article(
        kind="event",
        event_starts_at=start,
        event_ends_at=start + timedelta(hours=3),
        event_time_zone="America/New_York",
        event_venue="Pier 7",
    )
    html = read(reader, article)
    assert "3 July 2099" in html
    assert "18:30–21:30 New York time" in html
    assert "Pier 7" in html
    assert "This event is over" not in html


def test_a_past_event_says_that_it_is_over(reader):
    now = django_timezone.now()
    article = make_article(kind="event", event_starts_at=now - 3 * DAY, event_ends_at=now - 2 * DAY)
    assert "This event is over" in read(reader, article)


def test_a_resource_leads_to_it(reader):
    article = make_article(kind="resource", resource_url="https://kit.example/", resource_licence="CC BY 4.0")
    html = read(reader, article)
    assert 'href="https://kit.example/"' in html
    assert "CC BY 4.0" in html


def test_a_review_names_the_exhibition_and_its_host(reader):
    host = make_institution("Tidal Museum")
    html = read(reader, make_article(kind="review", review_exhibition="Light, Slowly", review_host=host))
    assert "<cite>Light, Slowly</cite>" in html
    assert 'href="/institutions/tidal-museum/"' in html


def test_search_engines_learn_authors_and_dates(reader):
    person = make_contributor("Ana Duarte", orcid="0000-0002-1825-0097")
    article = make_article("Open at night", authors=[person], trends=[make_trend("Co-design")], lead_image=make_image())
    data = structured_data(read(reader, article))
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "Open at night"
    assert data["author"][0]["name"] == "Ana Duarte"
    assert data["author"][0]["sameAs"] == "https://orcid.org/0000-0002-1825-0097"
    assert data["keywords"] == ["Co-design"]
    assert data["image"].startswith("http://testserver/")
    assert data["datePublished"]


def test_a_hostile_headline_stays_words(reader):
    html = read(reader, make_article("</script><script>alert(1)</script>", slug="hostile"))
    assert "<script>alert" not in html
    assert structured_data(html)["headline"] == "</script><script>alert(1)</script>"


def test_a_headline_from_right_to_left_is_set_so(reader):
    html = read(reader, make_article("متاحف العلوم", slug="arabic", text="<p>متاحف العلوم تفتح أبوابها</p>"))
    assert '<h1 class="article__title" dir="auto">متاحف العلوم</h1>' in html
    assert '<div class="prose" dir="auto">' in html


def test_sharing_shows_the_picture(reader):
    html = read(reader, make_article(lead_image=make_image()))
    assert re.search(r'property="og:image" content="http://testserver/media/images/[^"]+\.jpg"', html)
    assert 'content="summary_large_image"' in html


@pytest.mark.parametrize("fields", [{}, {"kind": "event"}, {"kind": "resource"}, {"kind": "review"}])
def test_an_unfinished_piece_can_be_looked_at(reader, fields):
    assert "<h1" in read(reader, make_article(deck="", text="", **fields))


def test_sections_give_their_colour(reader):
    html = read(reader, make_article(section=make_section("People", colour="plum")))
    assert '<body data-colour="plum">' in html


def test_a_preview_shows_what_is_typed_and_not_saved(reader):
    article = make_article("Saved")
    article.title = "Typed"
    article.credits.add(Credit(contributor=make_contributor("Ana Duarte")))
    answer = article.make_preview_request()
    assert answer.status_code == 200
    assert "Typed</h1>" in answer.content.decode()
    assert "Ana Duarte" in answer.content.decode()
    assert "Saved" not in answer.content.decode()
