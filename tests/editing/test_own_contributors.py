"""Authors edit and delete contributors that they made, until these are in use."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Contributor
from tests.factories import (
    make_archived_article,
    make_article,
    make_contributor,
    make_institution,
    make_issue,
    make_key,
)

pytestmark = pytest.mark.django_db
CHOOSER = "wagtailsnippetchoosers_articles_contributor"
SNIPPETS = "wagtailsnippets_articles_contributor"


def create(client, name="Wanjiru Kamotho", **fields):
    data = {"kind": "person", "name": name, "job_title": "", "institution": "", "biography": ""} | fields
    return client.post(reverse(f"{CHOOSER}:create"), data)


@pytest.fixture
def made(desk):
    create(desk("Author"))
    return Contributor.objects.get()


def url(view, contributor):
    return reverse(f"{SNIPPETS}:{view}", args=[contributor.pk])


def form(contributor, **changes):
    formset = {f"links-{name}_FORMS": number for name, number in (("TOTAL", 0), ("INITIAL", 0))}
    fields = {"kind": "person", "name": contributor.name, "slug": contributor.slug, "sort_name": contributor.sort_name}
    return fields | {"job_title": "", "institution": "", "biography": ""} | formset | changes


def offered(client, word="Wanjiru"):
    return "Kamotho" in client.get(reverse(f"{CHOOSER}:choose_results"), {"q": word}).content.decode()


def test_the_chooser_knows_who_made_somebody(made, person):
    assert made.created_by == person("Author")


def test_an_author_mends_and_takes_back_their_own(desk, made):
    client = desk("Author")
    client.post(url("edit", made), form(made, name="Wanjirũ Kamotho"))
    assert Contributor.objects.get().name == "Wanjirũ Kamotho"
    client.post(url("delete", made))
    assert not Contributor.objects.exists()


def test_an_author_mends_whom_their_own_draft_credits(desk, person, made):
    make_article("Mine", authors=[made], owner=person("Author")).unpublish()
    desk("Author").post(url("edit", made), form(made, name="Wanjirũ Kamotho"))
    assert Contributor.objects.get().name == "Wanjirũ Kamotho"


@pytest.mark.parametrize("use", ["published", "draft of another", "archive", "made by another"])
def test_nobody_else_loses_a_contributor(desk, person, made, use):
    if use == "made by another":
        Contributor.objects.update(created_by=person("Editor"))
    elif use == "archive":
        make_archived_article("Old", issue=make_issue(), authors=[made]).unpublish()
    else:
        article = make_article("A piece", authors=[made], owner=person("Author" if use == "published" else "Editor"))
        if use != "published":
            article.unpublish()
    for view in ("edit", "delete", "usage", "history"):
        desk("Author").post(url(view, made), form(made, name="Somebody else"))
        assert desk("Author").get(url(view, made)).status_code == 302, view
    assert Contributor.objects.get().name == made.name


def test_an_editor_mends_everybody(desk, made):
    make_article("A piece", authors=[made])
    desk("Editor").post(url("edit", made), form(made, name="Wanjirũ Kamotho"))
    assert Contributor.objects.get().name == "Wanjirũ Kamotho"


def test_a_hidden_contributor_is_offered_to_their_maker_and_to_editors(desk, person, made):
    assert offered(desk("Author"))
    assert offered(desk("Editor"))
    Contributor.objects.update(created_by=None)
    assert not offered(desk("Author"))
    assert desk("Author").get(reverse(f"{CHOOSER}:chosen", args=[made.pk])).status_code == 404
    assert "Wanjiru" not in desk("Author").get(reverse(f"{CHOOSER}:chosen_multiple"), {"id": made.pk}).content.decode()
    assert "Wanjiru" not in desk("Author").get(reverse(f"{SNIPPETS}:list")).content.decode()
    make_article("A piece", authors=[made])
    assert offered(desk("Author"))


def test_a_hidden_namesake_is_not_described(desk, made):
    Contributor.objects.update(created_by=None, job_title="Keeper of secrets")
    said = create(desk("Author")).content.decode()
    assert "stands in a draft already" in said
    assert "Keeper of secrets" not in said
    assert "Keeper of secrets" in create(desk("Editor")).content.decode()


def test_the_institution_is_searched_for_and_not_listed(desk):
    make_institution("Tidal Museum", city="Porto")
    asked = desk("Author").get(reverse(f"{CHOOSER}:choose")).json()["html"]
    assert "Tidal Museum" not in asked
    assert 'data-offers="/admin/institutions/find/"' in asked
    assert desk("Author").get("/admin/institutions/find/?q=tid").json() == {"items": ["Tidal Museum (Porto)"]}


@pytest.mark.parametrize("typed", ["Tidal Museum", "tidal museum", "Tidal Museum (Porto)"])
def test_an_institution_is_taken_by_its_name(desk, typed):
    place = make_institution("Tidal Museum", city="Porto")
    create(desk("Author"), institution=typed)
    assert Contributor.objects.get().institution == place


def test_an_institution_that_is_unknown_or_one_of_several_is_refused(desk):
    make_institution("Tidal Museum", city="Porto")
    make_contributor("Somebody", institution=make_institution("Hidden House", number=None))
    north = make_institution("Tidal Museum North", city="Kiel")
    type(north).objects.filter(pk=north.pk).update(name="Tidal Museum")
    assert "no institution of the list" in create(desk("Author"), institution="Lunar Museum").content.decode()
    assert "no institution of the list" in create(desk("Author"), institution="Hidden House").content.decode()
    assert "can be several" in create(desk("Author"), institution="Tidal Museum").content.decode()
    create(desk("Author"), institution="Tidal Museum (Kiel)")
    assert Contributor.objects.get(name="Wanjiru Kamotho").institution == north


@pytest.mark.parametrize("typed", ["", " ", "\x00", "'", '"', "%", "x" * 5000])
def test_nothing_that_is_typed_breaks_the_search(desk, typed):
    assert desk("Author").get("/admin/institutions/find/", {"q": typed}).status_code in {200, 400}


def test_programs_and_bulk_actions_ask_for_each_contributor(desk, person, made):
    Contributor.objects.update(created_by=person("Editor"))
    key = make_key(person("Author"))
    program = Client(headers={"authorization": f"Bearer {key}"})
    address = f"/api/v3/snippets/articles.Contributor/{made.pk}/"
    assert program.get(address).status_code == 404
    assert program.patch(address, {"name": "X"}, content_type="application/json").status_code in {403, 404}
    assert program.delete(address).status_code in {403, 404}
    desk("Author").post(f"/admin/bulk/articles/contributor/delete/?id={made.pk}")
    assert (
        "Wanjiru" not in desk("Author").get(f"/admin/bulk/articles/contributor/delete/?id={made.pk}").content.decode()
    )
    assert Contributor.objects.get().name == "Wanjiru Kamotho"


def test_a_program_mends_its_authors_own(person, made):
    key = make_key(person("Author"))
    program = Client(headers={"authorization": f"Bearer {key}"})
    address = f"/api/v3/snippets/articles.Contributor/{made.pk}/"
    assert program.patch(address, {"job_title": "Keeper"}, content_type="application/json").status_code == 200
    assert program.delete(address).status_code == 204
