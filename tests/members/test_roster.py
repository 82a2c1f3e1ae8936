"""The roster of the association: changes and refusals, and protection against locking people out by mistake."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from base.clock import today
from members.models import Institution, MailDomain, Membership, Network
from tests.factories import make_institution, make_membership

pytestmark = pytest.mark.django_db
HEAD = "number,name,type,city,country,latitude,longitude,category,starts_on,ends_on,domains,networks,passport"
TIDAL = (
    "T1,Tidal Museum,Aquarium,Marram Bay,New Zealand,-41.2,174.8,Governing,2020-01-01,2099-12-31,"
    "tidal.example,203.0.113.0/24,yes"
)
ATTIC = "A1,Attic of Science,Science or technology center,Port Ellery,Canada,,,Allied,2021-05-01,,,,"


@pytest.fixture
def load(tmp_path):
    """Import a roster of these rows; return the output, including problems."""

    def load(*rows: str, head: str = HEAD, apply: bool = True, encoding: str = "utf-8", **options) -> str:
        path = tmp_path / "roster.csv"
        path.write_bytes("\n".join([head, *rows, ""]).encode(encoding))
        out, problems = StringIO(), StringIO()
        try:
            call_command("import_members", path, apply=apply, stdout=out, stderr=problems, **options)
        except CommandError as error:
            problems.write(str(error))
        return out.getvalue() + problems.getvalue()

    return load


def test_it_makes_institutions_with_all_that_the_row_says(load):
    said = load(TIDAL, ATTIC)
    assert "2 new, 0 changed, 0 lapsed, 0 unchanged, 0 refused. Done." in said
    tidal = Institution.objects.get(number="T1")
    assert (tidal.name, tidal.type.slug, tidal.latitude) == ("Tidal Museum", "aquarium", -41.2)
    assert tidal.in_passport_program
    assert tidal.mail_domains.get().is_verified
    assert tidal.networks.get().cidr == "203.0.113.0/24"
    assert tidal.memberships.get().category.slug == "governing"
    assert Institution.objects.get(number="A1").memberships.get().ends_on is None


def test_without_apply_it_says_what_would_change_and_changes_nothing(load):
    said = load(TIDAL, apply=False)
    assert "create  T1  Tidal Museum" in said
    assert "membership from 2020-01-01 to 2099-12-31, Governing" in said
    assert "Nothing was changed: add --apply" in said
    assert not Institution.objects.exists()


def test_without_apply_it_does_not_say_that_the_rest_is_done(load):
    said = load(TIDAL.replace("174.8", "east"), apply=False)
    assert "Nothing was changed: add --apply" in said
    assert "0 rows were refused and 1 cell was left out: correct the file, or add --apply to do the rest." in said
    assert "done" not in said


def test_the_same_roster_again_changes_nothing(load):
    load(TIDAL, ATTIC)
    domain = MailDomain.objects.get()
    assert "0 new, 0 changed, 0 lapsed, 2 unchanged" in load(TIDAL, ATTIC)
    assert MailDomain.objects.get().verified_at == domain.verified_at


def test_it_updates_and_names_what_changed(load):
    load(TIDAL)
    said = load(TIDAL.replace("Marram Bay", "Oban").replace("tidal.example", "tide.example"))
    assert "city: Marram Bay → Oban" in said
    assert "e-mail domain tide.example added" in said
    assert "e-mail domain tidal.example removed" in said
    assert Institution.objects.get().city == "Oban"


def test_a_new_first_day_is_a_new_period_beside_the_old_one(load):
    load(TIDAL)
    load(TIDAL.replace("2020-01-01", "2024-01-01"))
    assert Membership.objects.count() == 2


def test_who_is_missing_lapses_with_days_of_grace(load):
    load(TIDAL, ATTIC)
    said = load(TIDAL)
    assert "lapse   A1  Attic of Science" in said
    assert Membership.objects.get(institution__number="A1").ends_on == today() - timedelta(days=1)
    assert "0 lapsed" in load(TIDAL)


def test_who_comes_back_reads_again(load):
    load(TIDAL, ATTIC)
    load(TIDAL)
    load(TIDAL, ATTIC)
    assert Membership.objects.get(institution__number="A1").ends_on is None


def test_institutions_without_a_number_are_not_the_rosters(load):
    place = make_institution("Guest House", number=None)
    membership = make_membership(place)
    load(TIDAL)
    membership.refresh_from_db()
    assert membership.ends_on > today()


def test_half_a_roster_is_taken_for_a_mistake(load):
    rows = [f"N{number},Museum {number},Other,,,,,Allied,2021-05-01,,,," for number in range(8)]
    load(*rows)
    said = load(*rows[:4])
    assert "4 of 8 running memberships are missing in the file, more than 3" in said
    assert "--most-lapses 4" in said
    assert Membership.objects.running_on(today()).count() == 8
    assert "4 lapsed" in load(*rows[:4], most_lapses=4)


def test_new_members_do_not_hide_that_others_are_missing(load):
    load(*(f"N{number},Museum {number},Other,,,,,Allied,2021-05-01,,,," for number in range(11)))
    said = load(*(f"M{number},House {number},Other,,,,,Allied,2021-05-01,,,," for number in range(3)))
    assert "11 of 11 running memberships are missing in the file, more than 3" in said
    assert not Institution.objects.filter(number__startswith="M").exists()


def test_one_that_is_missing_is_said_of_one(load):
    load(TIDAL, ATTIC)
    assert "1 of 2 running memberships is missing" in load(TIDAL, most_lapses=0)


REFUSED = {
    "no number": (",Nowhere,Other,,,,,Allied,2021-05-01,,,,", ", column number, number –: it is empty"),
    "no name": ("X1,,Other,,,,,Allied,2021-05-01,,,,", ", column name, number X1: it is empty"),
    "invisible name": ("X1,\u200b\x0b,Other,,,,,Allied,2021-05-01,,,,", ", column name, number X1: it is empty"),
    "long name": (
        f"X1,{'n' * 201},Other,,,,,Allied,2021-05-01,,,,",
        ", column name, number X1: it has 201 characters, more than 200",
    ),
    "no such day": (
        "X1,X,Other,,,,,Allied,2021-02-30,,,,",
        ", column starts_on, number X1: '2021-02-30' is no day; write it as 2026-01-31",
    ),
    "far day": ("X1,X,Other,,,,,Allied,2921-02-03,,,,", "2921-02-03 is not between 1900-01-01 and 2199-12-31"),
    "unknown category": (
        "X1,X,Other,,,,,Friend,2021-05-01,,,,",
        ", column category, number X1: 'Friend' is unknown; known are",
    ),
    "cells missing": ("X1,X,Other", ", number X1: it has 3 cells, and the first row names 13 columns"),
    "cells too many": (f"{ATTIC},,,", ", number A1: it has 16 cells"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_row_is_refused_by_its_line_and_the_others_come_in(load, name):
    row, reason = REFUSED[name]
    said = load(TIDAL, row, ATTIC)
    assert "line 3, " in said
    assert reason in said
    assert "2 new" in said
    assert "1 row was refused and 0 cells were left out; the rest is done." in said
    assert set(Institution.objects.values_list("number", flat=True)) == {"T1", "A1"}


LEFT_OUT = {
    "long city": (f"X1,X,Other,{'c' * 101},,,,Allied,2021-05-01,,,,", "city", "it has 101 characters, more than 100"),
    "end is no day": ("X1,X,Other,,,,,Allied,2021-05-01,31.12.2030,,,", "ends_on", "'31.12.2030' is no day"),
    "end before start": ("X1,X,Other,,,,,Allied,2021-05-01,2020-05-01,,,", "ends_on", "2020-05-01 is before"),
    "half a place": ("X1,X,Other,,,10,,Allied,2021-05-01,,,,", "latitude", "a place needs both latitude and longitude"),
    "off the earth": ("X1,X,Other,,,91,0,Allied,2021-05-01,,,,", "latitude", "91 lies outside -90 to 90 degrees"),
    "no degrees": ("X1,X,Other,,,north,0,Allied,2021-05-01,,,,", "latitude", "'north' is no number of degrees"),
    "not a number": ("X1,X,Other,,,nan,0,Allied,2021-05-01,,,,", "latitude", "nan lies outside"),
    "unknown type": ("X1,X,Palace,,,,,Allied,2021-05-01,,,,", "type", "'Palace' is unknown; known are"),
    "public mail": (
        "X1,X,Other,,,,,Allied,2021-05-01,,yahoo.co.uk,,",
        "domains",
        "Anybody gets an address at yahoo.co.uk",
    ),
    "throw-away mail": ("X1,X,Other,,,,,Allied,2021-05-01,,mailinator.com,,", "domains", "Anybody gets an address at"),
    "no domain": ("X1,X,Other,,,,,Allied,2021-05-01,,x,,", "domains", "'x' is no domain; write what follows the @"),
    "no network": ("X1,X,Other,,,,,Allied,2021-05-01,,,203.0.113.1/8,", "networks", "is no network: write it like"),
    "wide network": ("X1,X,Other,,,,,Allied,2021-05-01,,,20.0.0.0/8,", "networks", "more than one house"),
    "private network": ("X1,X,Other,,,,,Allied,2021-05-01,,,192.168.1.0/24,", "networks", "private addresses"),
    "all of IPv4": ("X1,X,Other,,,,,Allied,2021-05-01,,,::/64,", "networks", "IPv4 addresses within IPv6"),
    "neither yes nor no": ("X1,X,Other,,,,,Allied,2021-05-01,,,,maybe", "passport", "'maybe' is neither yes nor no"),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_a_bad_cell_is_named_and_costs_no_membership(load, name):
    row, column, reason = LEFT_OUT[name]
    said = load(TIDAL, "", row, ATTIC)
    assert f"line 4, column {column}, number X1: " in said
    assert reason in said
    assert ".." not in said
    assert "3 new" in said
    assert "0 rows were refused and 1 cell was left out; the rest is done." in said
    place = Institution.objects.get(number="X1")
    assert place.memberships.running_on(today()).exists()
    assert not place.networks.exists()
    assert not place.mail_domains.exists()


def test_a_last_day_that_cannot_be_read_lets_nobody_read_for_ever(load):
    load("X1,X,Other,,,,,Allied,2021-05-01,9999-12-31,,,")
    assert Membership.objects.get().ends_on == today() + timedelta(days=90)
    load("X1,X,Other,,,,,Allied,2021-05-01,2030-12-31,,,")
    load("X1,X,Other,,,,,Allied,2021-05-01,31.12.2031,,,")
    assert str(Membership.objects.get().ends_on) == "2030-12-31"


def test_a_renewal_with_several_bad_cells_names_each(load):
    load(TIDAL)
    said = load(TIDAL.replace("2020-01-01", "2024-01-01").replace("174.8", "east").replace("yes", "perhaps"))
    assert "column longitude, number T1" in said
    assert "column passport, number T1" in said
    tidal = Institution.objects.get()
    assert (tidal.memberships.count(), tidal.latitude, tidal.in_passport_program) == (2, -41.2, True)


def test_a_refused_row_leaves_the_institution_as_it_is(load):
    load(TIDAL)
    load(TIDAL.replace("2020-01-01", "soon").replace("Tidal Museum", "Tidal House"))
    tidal = Institution.objects.get()
    assert tidal.name == "Tidal Museum"
    assert tidal.memberships.get().ends_on > today()


def test_a_bad_cell_is_left_as_it_was_and_the_rest_is_saved(load):
    load(TIDAL)
    load(TIDAL.replace("Marram Bay", "Oban").replace("203.0.113.0/24", "198.51.100.0/24 everywhere"))
    assert Institution.objects.get().city == "Oban"
    assert Network.objects.get().cidr == "203.0.113.0/24"


def test_a_number_that_stands_twice_is_taken_once(load):
    assert "number T1 stands in line 2 already" in load(TIDAL, TIDAL.replace("Tidal Museum", "Twin"))
    assert Institution.objects.get().name == "Tidal Museum"


def test_a_domain_of_somebody_else_stays_theirs(load):
    said = load(TIDAL, "A1,Attic,Other,,,,,Allied,2021-05-01,,attic.example tidal.example,,")
    assert "line 3, column domains, number A1: tidal.example belongs to Tidal Museum (number T1) already: take" in said
    assert MailDomain.objects.get().institution.number == "T1"


def test_a_domain_of_an_institution_without_a_number_is_told(load):
    place = make_institution("Guest House", number=None)
    MailDomain.objects.create(institution=place, domain="tidal.example")
    assert "tidal.example belongs to Guest House (without a number) already" in load(TIDAL)


def test_a_network_of_somebody_else_stays_theirs(load):
    rows = TIDAL, "A1,Attic,Other,,,,,Allied,2021-05-01,,,192.0.2.0/24 203.0.113.0/24,"
    for _ in range(2):
        said = load(*rows)
        assert "line 3, column networks, number A1: 203.0.113.0/24 belongs to Tidal Museum (number T1) already" in said
        assert "0 rows were refused and 1 cell was left out" in said
        assert Network.objects.get().institution.number == "T1"


def test_a_network_that_has_moved_is_taken_at_the_latest_by_the_next_import(load):
    load(ATTIC, TIDAL)
    rows = f"{ATTIC[:-2]},203.0.113.0/24,", TIDAL.replace("203.0.113.0/24", "192.0.2.0/24")
    assert "203.0.113.0/24 belongs to Tidal Museum (number T1) already" in load(*rows)
    load(*rows)
    assert Network.objects.get(cidr="203.0.113.0/24").institution.number == "A1"


def test_a_domain_that_a_manager_overruled_stays(load):
    row = TIDAL.replace("tidal.example", "live.nl")
    load(TIDAL)
    MailDomain.objects.update(domain="live.nl", is_exclusive=True)
    assert "1 unchanged, 0 refused" in load(row)
    MailDomain.objects.update(is_exclusive=False)
    assert "column domains, number T1: Anybody gets an address at live.nl" in load(row)


@pytest.mark.parametrize("domain", ["müller-museum.example", "xn--mller-museum-dlb.example", "@MÜLLER-museum.example"])
def test_an_international_domain_is_one_in_every_spelling(load, domain):
    load(TIDAL.replace("tidal.example", "müller-museum.example"))
    assert "1 unchanged" in load(TIDAL.replace("tidal.example", domain))
    assert MailDomain.objects.get().domain == "xn--mller-museum-dlb.example"


@pytest.mark.parametrize(
    ("cell", "networks"),
    [
        ('"203.0.113.0/24, 198.51.100.0/24"', {"203.0.113.0/24", "198.51.100.0/24"}),
        ("203.0.113.0/24;198.51.100.0/24 192.0.2.1", {"203.0.113.0/24", "198.51.100.0/24", "192.0.2.1/32"}),
        ("203.0.113.4-203.0.113.9", {"203.0.113.4/30", "203.0.113.8/31"}),
    ],
)
def test_networks_are_written_as_people_do(load, cell, networks):
    load(TIDAL.replace("203.0.113.0/24", cell))
    assert set(Network.objects.values_list("cidr", flat=True)) == networks
    assert "1 unchanged" in load(TIDAL.replace("203.0.113.0/24", cell))


@pytest.mark.parametrize(
    ("cell", "website"),
    [
        ("www.museum.example", "https://www.museum.example"),
        ("museum.example/visit", "https://museum.example/visit"),
        ("//museum.example", "https://museum.example"),
        ("http://museum.example", "http://museum.example"),
    ],
)
def test_a_website_without_scheme_gets_one(load, cell, website):
    load(f"H1,Tide Hall,Allied,2026-01-01,{cell}", head="number,name,category,starts_on,website")
    assert Institution.objects.get().website == website


@pytest.mark.parametrize("cell", ["no address", "javascript:alert(1)", f"museum.example/{'x' * 200}"])
def test_what_is_no_website_is_named_and_costs_nothing(load, cell):
    said = load(f"H1,Tide Hall,Allied,2026-01-01,{cell}", head="number,name,category,starts_on,website")
    assert "line 2, column website, number H1" in said
    assert Institution.objects.get().memberships.exists()


@pytest.mark.parametrize("cell", ["Tide\x0bHall", "Tide\x00Hall", "Tide\u2028Hall", "Tide\u200b  \u202eHall\x1f"])
def test_control_and_invisible_characters_are_cleaned(load, cell):
    load(f"H1,{cell},Allied,2026-01-01", head="number,name,category,starts_on")
    assert Institution.objects.get().name == "Tide Hall"


@pytest.mark.parametrize(
    ("name", "slug"),
    [("國立科學工藝博物館", "guoli"), ("Музей", "muzey"), ("متحف العلوم", "mthf"), ("🧪", "test_tube")],
)
def test_a_name_in_another_script_has_a_romanised_address(load, name, slug):
    load(f"H1,{name},Allied,2026-01-01", head="number,name,category,starts_on")
    assert Institution.objects.get().slug.startswith(slug)


def test_two_institutions_of_one_name_have_two_addresses(load):
    load("N1,Museum,Other,,,,,Allied,2021-05-01,,,,", "N2,Museum,Other,,,,,Allied,2021-05-01,,,,")
    assert set(Institution.objects.values_list("slug", flat=True)) == {"museum", "museum-2"}


def test_columns_that_a_file_does_not_have_are_left_alone(load):
    load(TIDAL)
    load("T1,Tidal Museum,Governing,2020-01-01", head="number,name,category,starts_on")
    tidal = Institution.objects.get()
    assert (tidal.city, tidal.mail_domains.count()) == ("Marram Bay", 1)


@pytest.mark.parametrize(
    ("rows", "options", "sentence"),
    [
        ([], {}, "roster.csv has no rows"),
        ([TIDAL], {"head": "number,name"}, "roster.csv lacks the column category, starts_on"),
        ([TIDAL], {"head": f"{HEAD},colour"}, "unknown column 'colour'; known are number, name"),
        ([TIDAL], {"head": f"{HEAD},name"}, "the column name twice"),
        (["T1,Museé"], {"encoding": "latin-1"}, "not written in UTF-8"),
        (['T1,"Tidal'], {}, "this is not CSV"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_whole(load, rows, options, sentence):
    make_membership()
    assert sentence in load(*rows, **options)
    assert Membership.objects.running_on(today()).count() == 1


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere\.csv: No such file"):
        call_command("import_members", tmp_path / "nowhere.csv")


def test_a_byte_order_mark_is_no_part_of_the_first_column(load):
    assert "1 new" in load(TIDAL, encoding="utf-8-sig")


@pytest.mark.parametrize("separator", [";", "\t"])
def test_semicolons_and_tabs_separate_as_well(load, separator):
    assert "1 new" in load(TIDAL.replace(",", separator), head=HEAD.replace(",", separator))


def test_the_case_of_a_column_makes_no_difference(load):
    head = HEAD.replace("number", "NUMBER").replace("starts_on", " Starts-on ")
    assert "1 new" in load(TIDAL, head=head)


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;", "sep=;;;"])
def test_a_line_that_names_the_separator_is_none_of_the_table(load, line):
    head = "number;name;category;starts_on;city"
    said = load(head, "H1;Tide Hall;Allied;2026-01-01;Oban, near the sea", "H2;Hall", head=line)
    assert Institution.objects.get().city == "Oban, near the sea"
    assert "line 4, number H2" in said


def test_a_problem_is_named_by_its_line_in_the_file(load):
    head = f"\n\n{HEAD}"
    long = ATTIC.replace("Attic of Science", '"Attic\nof Science"')
    said = load(long, "", "," * HEAD.count(","), ",Nowhere,Other,,,,,Allied,2021-05-01,,,,", head=head)
    assert "line 8, column number, number –: it is empty" in said
    assert Institution.objects.get().name == "Attic of Science"
