"""Names: the same person is recognised, and nobody gets another person's credit unnoticed."""

import pytest

from archive.models import ArchivedArticlePage
from articles.models import Contributor
from articles.names import folded, parse_name
from tests.factories import make_contributor
from tests.importing.conftest import GOOD, write_issue

TIDE_ROW = GOOD["contents"][0]


def credited(run, issues, byline: str) -> tuple[str, str]:
    """Import an issue with one byline; return who is credited and the report."""
    write_issue(issues, contents=[TIDE_ROW | {"bylines": byline, "trends": ""}])
    told = run(issues)
    return ArchivedArticlePage.objects.get().credits.get().contributor.name, told


@pytest.mark.parametrize(
    ("have", "byline"),
    [
        ("John Smith", "John Smith Jr."),
        ("John Smith", "John Smith, III"),
        ("John Smith Jr.", "John Smith"),
        ("John Smith Jr.", "John Smith Sr."),
        ("John Smith Jr.", "J. Smith"),
        ("李伟", "李玮"),
        ("علي حسن", "علي حسين"),
        ("हरी", "हरि"),
        ("李伟", "Li Wei"),
    ],
)
def test_another_person_stays_another_person(have, byline, run, issues):
    make_contributor(have, slug="known")
    name, told = credited(run, issues, byline)
    assert (name, Contributor.objects.count()) == (byline, 2)
    assert "was taken for" not in told


@pytest.mark.parametrize(
    ("have", "byline"),
    [
        ("Ali Hassan", "Hassan Ali"),
        ("علي حسن", "حسن علي"),
        ("Peter Müller", "Peter Mueller"),
        ("Peter Müller", "Peter Muller"),
        ("Jørgen Aagaard", "Jorgen Ågaard"),
        ("Иван Петров", "Ivan Petrov"),
        ("John Smith Jr.", "Smith John Jr."),
        ("John Smith Jr.", "J. Smith Jr."),
    ],
)
def test_who_is_perhaps_the_same_is_taken_with_a_note(have, byline, run, issues):
    make_contributor(have, slug="known")
    name, told = credited(run, issues, byline)
    assert (name, Contributor.objects.count()) == (have, 1)
    assert f"“{byline}” was taken for {have}; if that is somebody else, make a contributor of exactly" in told


@pytest.mark.parametrize(
    ("have", "byline"),
    [
        ("Tomoko Harukawa (春川 智子)", "春川 智子"),
        ("Tomoko Harukawa (春川 智子)", "春川智子"),
        ("Tomoko Harukawa (春川 智子)", "Tomoko Harukawa"),
        ("春川 智子", "Tomoko Harukawa (春川 智子)"),
        ("Ana Duarte", "Dr. Ana Duarte, PhD"),
        ("Ana Duarte", "Duarte, Ana"),
        ("Ana Duarte, PhD", "ANA DUARTE"),
        ("John Smith Jr.", "John Smith, Jr"),
        ("John Smith Jr.", "Smith, John, Jr."),
        ("Seán O’Neill", "Seán O'Neill"),
    ],
)
def test_the_same_person_is_known_without_a_note(have, byline, run, issues):
    make_contributor(have, slug="known")
    name, told = credited(run, issues, byline)
    assert (name, Contributor.objects.count()) == (have, 1)
    assert "was taken for" not in told


def test_what_stands_in_brackets_is_a_name_only_in_another_script(run, issues):
    make_contributor("Ana Duarte (Tidal Museum)", slug="known")
    assert credited(run, issues, "Tidal Museum")[0] == "Tidal Museum"


def test_the_exact_name_wins_over_those_that_are_alike(run, issues):
    make_contributor("Ali Hassan")
    make_contributor("Hassan Ali")
    name, told = credited(run, issues, "Hassan Ali")
    assert name == "Hassan Ali"
    assert "was taken for" not in told


def test_two_who_are_alike_are_told_and_not_guessed(run, issues):
    make_contributor("Peter Müller", slug="one")
    make_contributor("Peter Muller", slug="two")
    write_issue(issues, contents=[TIDE_ROW | {"bylines": "Peter Mueller", "trends": ""}])
    assert "“Peter Mueller” may be any of 2 contributors" in run(issues)
    assert not ArchivedArticlePage.objects.get().credits.exists()


@pytest.mark.parametrize(
    ("name", "sort_name"),
    [
        ("John Smith Jr.", "Smith, John, Jr."),
        ("Martin Luther King, Jr.", "King, Martin Luther, Jr."),
        ("Henry Louis Gates III, PhD", "Gates, Henry Louis, III"),
        ("Smith Jr., John", "Smith, John, Jr."),
        ("Ana Duarte, PhD", "Duarte, Ana"),
        ("Prof. Dr. Ana Duarte, M.A., MBA", "Duarte, Ana"),
        ("Ana Duarte Ph.D.", "Duarte, Ana"),
        ("Jack Ma", "Ma, Jack"),
        ("Ma, Jack", "Ma, Jack"),
        ("Tomoko Harukawa (春川 智子)", "Harukawa, Tomoko (春川 智子)"),
        ("John Smith Jr. (ジョン)", "Smith, John, Jr. (ジョン)"),
        ("春川 智子", "春川 智子"),
        ("علي حسن", "علي حسن"),
        ("José Ortega y Gasset", "Ortega y Gasset, José"),
        ("Ludwig van Beethoven", "Beethoven, Ludwig van"),
        ("Duarte, Ana", "Duarte, Ana"),
        ("Madonna", "Madonna"),
        ("Jr.", "Jr."),
        ("(春川)", "(春川)"),
    ],
)
def test_a_list_orders_people_by_their_family_name(name, sort_name):
    assert parse_name(name).sort_name == sort_name


def test_only_scripts_with_capitals_are_written_without_accents():
    assert folded(("müller", "李伟", "हरी")) == ("muller", "李伟", "हरी")
