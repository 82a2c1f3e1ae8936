"""The directory of institutions, its map, and the finder of the Passport Program."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.clock import today
from members.directory.passport import FREE_BEYOND_MILES, Point, miles_between
from members.directory.world_map import WORLD, draw_map
from members.models import Institution, InstitutionType
from tests.factories import DAY, make_article, make_contributor, make_institution, make_membership

pytestmark = pytest.mark.django_db
LISBON, PORTO, OSLO = Point(38.7223, -9.1393), Point(41.1579, -8.6291), Point(59.9139, 10.7522)
points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


def place(name: str, at: Point, **fields) -> Institution:
    return make_institution(name, latitude=at.latitude, longitude=at.longitude, **fields)


@pytest.fixture
def three():
    place("Casa das Marés", LISBON, city="Lisbon", country="Portugal", in_passport_program=True)
    place("Pavilhão do Douro", PORTO, city="Porto", country="Portugal", in_passport_program=True)
    zoo = InstitutionType.objects.get(slug="zoo")
    place("Nordlys Zoo", OSLO, city="Oslo", country="Norway", type=zoo, in_passport_program=True)


def names(client, query: str = "") -> list[str]:
    answer = client.get(f"/institutions/{query}")
    return [entry.institution.name for entry in answer.context["directory"].entries]


def test_it_lists_all_by_name_and_leads_to_each(client, three):
    assert names(client) == ["Casa das Marés", "Nordlys Zoo", "Pavilhão do Douro"]
    assert 'href="/institutions/nordlys-zoo/"' in client.get("/institutions/").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=zoo", ["Nordlys Zoo"]),
        ("?q=portugal+casa", ["Casa das Marés"]),
        ("?type=zoo", ["Nordlys Zoo"]),
        ("?country=Portugal", ["Casa das Marés", "Pavilhão do Douro"]),
        ("?q=lisbon&country=Norway", []),
        ("?area=-10,38,-8,40", ["Casa das Marés"]),
        ("?area=nonsense", ["Casa das Marés", "Nordlys Zoo", "Pavilhão do Douro"]),
        ("?area=nan,0,0,0", ["Casa das Marés", "Nordlys Zoo", "Pavilhão do Douro"]),
        ("?q=%00", ["Casa das Marés", "Nordlys Zoo", "Pavilhão do Douro"]),
        ("?page=0", ["Casa das Marés", "Nordlys Zoo", "Pavilhão do Douro"]),
    ],
)
def test_it_narrows(client, three, query, found):
    assert names(client, query) == found


def test_nothing_found_says_so_and_keeps_what_was_typed(client, three):
    html = client.get("/institutions/?q=atlantis&country=Norway").content.decode()
    assert "No institution fits" in html
    assert 'value="atlantis"' in html
    assert "<option selected>Norway</option>" in html


def test_it_says_who_is_a_member_today(client):
    make_membership(make_institution("Here"))
    make_membership(make_institution("Gone"), ends_on=today() - DAY, grace_days=0)
    make_membership(make_institution("Late"), ends_on=today() - DAY, grace_days=5)
    entries = client.get("/institutions/").context["directory"].entries
    assert {entry.institution.name: entry.is_member for entry in entries} == {
        "Here": True,
        "Gone": False,
        "Late": True,
    }


def test_a_page_past_the_end_is_not_found(client, three):
    assert client.get("/institutions/?page=2").status_code == 404


def test_its_cost_does_not_grow(client, django_assert_max_num_queries):
    for number in range(70):
        make_membership(place(f"Museum {number:02}", Point(number, number)))
    with django_assert_max_num_queries(15):
        assert len(names(client)) == 60
    assert "Museum 69" in names(client, "?page=2")


def test_the_map_shows_a_dot_for_each_place(client, three):
    html = client.get("/institutions/").content.decode()
    assert html.count('class="world__dot"') == 3
    assert "<title>Nordlys Zoo</title>" in html


def test_dots_that_would_touch_are_one_that_leads_closer(client):
    place("One", LISBON)
    place("Two", Point(LISBON.latitude + 0.1, LISBON.longitude))
    place("Far", OSLO)
    world = client.get("/institutions/").context["directory"].world
    [both] = [dot for dot in world.dots if len(dot.institutions) == 2]
    assert both.label == "2 institutions: look closer"
    assert names(client, both.url.removeprefix("/institutions/")) == ["One", "Two"]


def test_institutions_without_a_place_are_listed_all_the_same(client):
    make_institution("Nowhere")
    html = client.get("/institutions/").content.decode()
    assert "Nowhere" in html
    assert "No place is known" in html


@given(st.lists(points, min_size=1, max_size=30))
def test_every_dot_lies_on_the_map(places):
    world = draw_map(
        [Institution(slug=f"i{n}", latitude=p.latitude, longitude=p.longitude) for n, p in enumerate(places)],
        lambda together: "/",
    )
    west, south, width, height = world.area.west, world.area.south, world.area.width, world.area.height
    assert west >= WORLD[0] - 1e-6
    assert west + width <= WORLD[0] + WORLD[2] + 1e-6
    for dot in world.dots:
        assert west - 1e-3 <= dot.x / 10 + 0.01
        assert dot.x / 10 - 0.01 <= west + width
        if WORLD[1] < -dot.y / 10 < WORLD[1] + WORLD[3]:
            assert south - 0.02 <= -dot.y / 10 <= south + height + 0.02


def test_a_profile_says_what_was_written_about_it_and_what_there(client):
    tidal = make_institution("Tidal Museum", in_passport_program=True)
    about = make_article("Seen from outside")
    about.institutions.set([tidal])
    about.save_revision().publish()
    written = make_article("From the inside", authors=[make_contributor("Ana", institution=tidal)])
    written.credits.update(institution=tidal)
    html = client.get("/institutions/tidal-museum/").content.decode()
    first, second = html.split('id="written"')
    assert "Seen from outside" in first
    assert "From the inside" in second
    assert "Passport Program" in html
    assert "Seen from outside" in client.get("/institutions/tidal-museum/about/").content.decode()
    assert "From the inside" in client.get("/institutions/tidal-museum/written/").content.decode()


def test_a_profile_tells_the_staff_of_a_member_how_to_read(client):
    tidal = make_institution("Tidal Museum")
    assert "Do you work there?" not in client.get(tidal.get_absolute_url()).content.decode()
    make_membership(tidal)
    assert "Do you work there?" in client.get(tidal.get_absolute_url()).content.decode()


# Distances from public geographic calculators, in miles.
@pytest.mark.parametrize(("one", "other", "miles"), [(LISBON, PORTO, 170.4), (LISBON, OSLO, 1702)])
def test_distances_are_those_of_the_great_circle(one, other, miles):
    assert miles_between(one, other) == pytest.approx(miles, rel=0.005)


@given(points, points)
def test_a_distance_is_the_same_both_ways_and_never_more_than_half_around(one, other):
    there, back = miles_between(one, other), miles_between(other, one)
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= 12_451


def asked(client, **query) -> tuple[list[str], list[str]]:
    context = client.get("/passport/", query).context
    free, near = ([visit.institution.name for visit in context[part]] for part in ("free", "near"))
    return free, near


def test_far_from_both_places_is_free(client, three):
    assert asked(client, own="casa-das-mares", position="38.72, -9.14") == (
        ["Pavilhão do Douro", "Nordlys Zoo"],
        [],
    )


def test_near_home_is_not_free_though_far_from_the_own_institution(client, three):
    assert asked(client, own="nordlys-zoo", position="41.16, -8.63") == (
        ["Casa das Marés"],
        ["Pavilhão do Douro"],
    )


def test_near_the_own_institution_is_not_free_though_far_from_home(client, three):
    place("Tejo Planetarium", Point(38.70, -9.20), in_passport_program=True)
    free, near = asked(client, own="casa-das-mares", place="oslo")
    assert near == ["Nordlys Zoo", "Tejo Planetarium"]
    assert free == ["Pavilhão do Douro"]


def test_home_is_a_city_of_the_directory(client, three):
    page = client.get("/passport/").content.decode()
    assert '<option value="Oslo, Norway">' in page
    for typed in ("Oslo, Norway", "oslo", " OSLO "):
        assert asked(client, own="casa-das-mares", place=typed)[0] == ["Pavilhão do Douro"]


def test_the_limit_itself_is_not_far_enough():
    assert FREE_BEYOND_MILES == 90


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"own": "casa-das-mares"}, "Say where home is"),
        ({"own": "casa-das-mares", "position": "here"}, "“here” is no position"),
        ({"own": "casa-das-mares", "position": "120, 10"}, "lies outside the earth"),
        ({"own": "casa-das-mares", "position": "nan, 10"}, "lies outside the earth"),
        ({"own": "nobody", "position": "1, 1"}, "Select a valid choice"),
        ({"own": "casa-das-mares", "place": "Atlantis"}, "no institution in “Atlantis”: choose the nearest city"),
        (
            {"own": "casa-das-mares", "place": "Porto"},
            "more than one “Porto”: write “Porto, Brazil” or",
        ),
    ],
)
def test_what_makes_no_sense_is_said(client, three, query, sentence):
    place("Porto Aberto", Point(-10.7, -48.4), city="Porto", country="Brazil")
    answer = client.get("/passport/", query)
    assert sentence in answer.content.decode()
    assert "let you in free" not in answer.content.decode()


def test_where_somebody_lives_is_in_no_cache(client, three):
    answer = client.get("/passport/", {"own": "casa-das-mares", "position": "38.72, -9.14"})
    assert answer["Cache-Control"] == "private, no-store"


def test_without_participants_it_says_so(client):
    assert "Nobody takes part yet" in client.get("/passport/").content.decode()
