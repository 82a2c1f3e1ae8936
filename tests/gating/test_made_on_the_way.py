"""Objects made for a draft stay hidden until something published uses them."""

import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import APIToken, PageViewRestriction

from articles.models import Contributor, Trend
from base.models import MagazineDocument, MagazineImage
from members.models import Institution
from tests.factories import (
    make_archived_article,
    make_article,
    make_contributor,
    make_image,
    make_institution,
    make_issue,
    make_member,
    make_membership,
    make_section,
    make_site,
    make_trend,
)

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "contributor": [
        "/contributors/wren-hidden/",
        "/feeds/contributors/wren-hidden/feed.json",
        "/api/v3/contributors/wren-hidden/",
        "/api/v3/addresses/by-path/?path=/contributors/wren-hidden/",
        "/api/v3/articles/?contributor=wren-hidden",
        "/api/v3/archived-articles/?contributor=wren-hidden",
    ],
    "institution": [
        "/institutions/wren-hidden/",
        "/institutions/wren-hidden/about/",
        "/institutions/wren-hidden/written/",
        "/feeds/institutions/wren-hidden/atom.xml",
        "/api/v3/institutions/wren-hidden/",
        "/api/v3/articles/?institution=wren-hidden",
        "/api/v3/addresses/by-path/?path=/institutions/wren-hidden/",
    ],
    "trend": [
        "/trends/wren-hidden/",
        "/feeds/trends/wren-hidden/rss.xml",
        "/api/v3/trends/wren-hidden/",
        "/api/v3/addresses/by-path/?path=/trends/wren-hidden/",
        "/api/v3/articles/?trend=wren-hidden",
        "/api/v3/archived-articles/?trend=wren-hidden",
    ],
}
LISTS = [
    *("/", "/trends/", "/trends/known/", "/contributors/", "/institutions/", "/institutions/?q=Wren", "/passport/"),
    *("/feeds/", "/sitemap-lists.xml", "/search/?q=Wren", "/archive/themes/"),
    *("/api/v3/trends/", "/api/v3/trends/known/", "/api/v3/contributors/", "/api/v3/articles/"),
    *("/api/v3/front-page/", "/api/v3/institutions/", "/api/v3/institutions/?q=Wren", "/api/v3/sitemap/lists/"),
    *("/api/v3/search/", "/api/v3/search/?q=Wren", "/api/v3/search/suggestions/?q=Wren"),
]
MADE = {
    "contributor": lambda: make_contributor("Wren Hidden", biography="Wren Hidden keeps a secret."),
    "institution": lambda: make_institution("Wren Hidden", number=None),
    "trend": lambda: make_trend("Wren Hidden", status=Trend.Status.PROPOSED),
}


@pytest.fixture(params=MADE)
def kind(request):
    return request.param


@pytest.fixture
def hidden(kind):
    make_issue()
    found = MADE[kind]()
    if kind == "trend":
        make_trend("Known", successor=found).see_also.add(found)
    return found


def using(kind, thing, make=make_article):
    if kind == "institution":
        person = make_contributor("Ana Duarte", institution=thing)
        return make("Tides", authors=[person])
    return make("Tides", **{"authors" if kind == "contributor" else "trends": [thing]})


def seen(client, kind):
    """Return the URLs and lists that show it to the client."""
    asked = [(url, client.get(url)) for url in ADDRESSES[kind]]
    lists = [(url, client.get(url)) for url in LISTS]
    assert not [url for url, answer in asked + lists if answer.status_code >= 500]
    return [url for url, answer in asked if answer.status_code == 200] + [
        url
        for url, answer in lists
        if re.search("Wren.Hidden", answer.content.decode(), re.IGNORECASE) and "q=" not in url
    ]


def test_what_nothing_uses_is_nowhere(client, kind, hidden):
    assert seen(client, kind) == []


def test_what_a_draft_uses_is_nowhere(client, kind, hidden):
    using(kind, hidden).unpublish()
    assert seen(client, kind) == []


def test_what_a_restricted_piece_uses_is_nowhere(client, kind, hidden):
    piece = using(kind, hidden)
    PageViewRestriction.objects.create(page=piece, restriction_type="login")
    assert seen(client, kind) == []


@pytest.mark.parametrize("make", [make_article, make_archived_article])
def test_what_something_published_uses_is_there_at_once(client, kind, hidden, make):
    before = seen(client, kind)
    using(kind, hidden, make)
    if make is make_archived_article and kind == "institution":
        hidden.archived_credits.model.objects.update(institution=hidden)
    after = seen(client, kind)
    assert before == []
    assert set(ADDRESSES[kind]) <= set(after)


def test_an_institution_becomes_public_by_the_roster_by_a_profile_and_by_name(client):
    places = [make_institution(f"Place {number}", number=None) for number in range(6)]
    assert not Institution.objects.public().exists()
    make_membership(places[0])
    make_article("By", authors=[make_contributor("Bo", institution=places[5])])
    Contributor.objects.filter(name="Bo").update(institution=places[1])
    about = make_article("About")
    about.institutions.set([places[2]])
    about.save()
    make_article("Review", review_host=places[3])
    assert set(Institution.objects.public()) == {*places[:4], places[5]}


def test_a_term_that_is_settled_is_public_before_anything_carries_it():
    made = [make_trend(status.label, status=status) for status in Trend.Status]
    assert [trend.status for trend in Trend.objects.public().order_by("pk")] == ["emerging", "established", "retired"]
    assert Trend(name="New").status == made[0].status == Trend.Status.PROPOSED


def test_a_portrait_is_public_with_its_person_and_a_logo_with_its_house():
    portrait, logo = make_image("Portrait"), make_image("Logo")
    ana = make_contributor("Ana", portrait=portrait)
    house = make_institution("House", number=None, logo=logo)
    assert not MagazineImage.objects.public().exists()
    make_membership(house)
    make_article("Tides", authors=[ana])
    assert set(MagazineImage.objects.public()) == {portrait, logo}


def test_a_draft_makes_no_picture_and_no_document_public(client):
    image, document = make_image(), MagazineDocument.objects.create(title="D", file=ContentFile(b"x", name="d.txt"))
    article = make_article("Tides", lead_image=image)
    assert image in MagazineImage.objects.public()
    article.unpublish()
    assert image not in MagazineImage.objects.public()
    assert client.get(document.url).status_code == 403


@pytest.mark.parametrize("kind_of_file", ["images", "documents"])
def test_no_token_of_a_reader_lists_pictures_or_documents(client, kind_of_file):
    make_image("Canary")
    MagazineDocument.objects.create(title="Canary", file=ContentFile(b"x", name="d.txt"))
    _token, key = APIToken.create_token(user=make_member(), name="Reader")
    for url in (f"/api/v3/{kind_of_file}/", f"/api/v3/{kind_of_file}/1/"):
        answer = client.get(url, headers={"authorization": f"Bearer {key}"})
        assert answer.status_code == 403
        assert "Canary" not in answer.content.decode()
        assert client.get(url).status_code == 401


def test_the_cost_of_lists_does_not_grow(client, django_assert_max_num_queries):
    make_section()
    for number in range(12):
        make_article(f"Piece {number}", authors=[make_contributor(f"Person {number}")])
        make_institution(f"House {number}")
    for url in ("/contributors/", "/institutions/", "/api/v3/contributors/", "/sitemap-lists.xml"):
        Client().get(url)
        with django_assert_max_num_queries(25):
            client.get(url)


def test_the_front_page_of_an_empty_magazine_still_works(client):
    make_site()
    assert client.get("/").status_code == 200
