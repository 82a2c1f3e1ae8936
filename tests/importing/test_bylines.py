"""Bylines in one cell: each person gets a credit of their own, or a sentence says what is unclear."""

from typing import Any

import pytest

from archive.importers.parsing.parse_bylines import bylines
from archive.importers.parsing.records import ImportProblemError

ANA_AND_TOMAS = [("Ana Duarte", "author"), ("Tomás Reyes", "author")]


def read(value: Any) -> list[tuple[str, str]]:
    return [(byline.name, byline.role) for byline in bylines(value)]


@pytest.mark.parametrize(
    "cell",
    [
        "Ana Duarte and Tomás Reyes",
        "Ana Duarte & Tomás Reyes",
        "By Ana Duarte AND Tomás Reyes",
        "Ana Duarte/Tomás Reyes",
        "Ana Duarte und Tomás Reyes",
        "Ana Duarte\nTomás Reyes",
        "Ana Duarte (director, Tidal Museum) and Tomás Reyes (editor)",
        ["Ana Duarte and Tomás Reyes"],
    ],
)
def test_two_people_in_one_cell_are_two(cell):
    assert read(cell) == ANA_AND_TOMAS


def test_a_list_with_commas_and_degrees_is_split():
    assert read("Ana Duarte, PhD, Tomás Reyes, and John Smith, Jr.") == [
        ("Ana Duarte, PhD", "author"),
        ("Tomás Reyes", "author"),
        ("John Smith, Jr.", "author"),
    ]
    assert [name for name, _ in read("李伟、王芳")] == ["李伟", "王芳"]


@pytest.mark.parametrize(
    "cell",
    [
        "Text: Ana Duarte; Photos: Tomás Reyes",
        "Text by Ana Duarte and photographs by Tomás Reyes",
        "Words: Ana Duarte / Pictures: Tomás Reyes",
        "Ana Duarte, photographs by Tomás Reyes",
        "Written by Ana Duarte\nPhotography: Tomás Reyes",
    ],
)
def test_labels_say_who_did_what(cell):
    assert read(cell) == [("Ana Duarte", "author"), ("Tomás Reyes", "photographer")]


def test_one_person_may_have_done_both():
    assert read("Text and photos: Ana Duarte") == [("Ana Duarte", "author"), ("Ana Duarte", "photographer")]
    assert read("Photographs by Ana Duarte and Tomás Reyes") == [
        ("Ana Duarte", "photographer"),
        ("Tomás Reyes", "photographer"),
    ]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Duarte, Ana", "Duarte, Ana"),
        ("García Márquez, Gabriel", "García Márquez, Gabriel"),
        ("John Smith, Jr., PhD", "John Smith, Jr., PhD"),
        ("Santiago Ramón y Cajal", "Santiago Ramón y Cajal"),
        ("Metin And", "Metin And"),
        ("Al Gore", "Al Gore"),
        ("Ana Duarte,", "Ana Duarte"),
        ("Tomoko Harukawa (春川 智子)", "Tomoko Harukawa (春川 智子)"),
    ],
)
def test_one_person_stays_one(cell, name):
    assert read(cell) == [(name, "author")]


def test_a_name_in_two_scripts_may_have_a_title_too():
    byline = bylines("Tomoko Harukawa (春川 智子) (director, Tidal Museum)")[0]
    assert (byline.name, byline.title, byline.institution) == (
        "Tomoko Harukawa (春川 智子)",
        "director",
        "Tidal Museum",
    )
    assert bylines("Ana Duarte (2019)")[0].title == "2019"


def test_an_organisation_keeps_its_and():
    assert read("Organisation: Center for Science and Play") == [("Center for Science and Play", "organisation")]
    assert read([{"name": "Tides & Winds", "role": "organisation"}]) == [("Tides & Winds", "organisation")]
    assert bylines("Ana Duarte (head of play and outreach, Museum of Wind and Sea)")[0].name == "Ana Duarte"


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("Ana Duarte, Tomás Reyes", "may be one person or two: separate people with a semicolon"),
        ("Ana Duarte, director", "may be one person or two"),
        ("Ana and Tomás Reyes", "names several people, but not each in full"),
        ("Ana Duarte et al.", "names several people, but not each in full"),
        ("Center for Science and Natural History", "put “Organisation: ” before it if it is one organisation"),
        ("Ana Duarte and Tomás Reyes (editor)", "does not say whose title and institution stand in parentheses"),
        ("Ana Duarte with Tomás Reyes", "“Ana Duarte with Tomás Reyes” is not the name of one person"),
        ("Ana Duarte y Tomás Reyes", "is not the name of one person"),
        ("Illustrations: Ana Duarte", "write what they did before the name (“Text:”, “Photos:”"),
        ([{"name": "Ana Duarte and Tomás Reyes"}], "is not the name of one person"),
        ([{"name": "Ana Duarte, Tomás Reyes"}], "may be one person or two"),
        ("Ana Duarte (director) (Tidal Museum)", "cannot be read as a byline"),
    ],
)
def test_what_is_unclear_is_refused_with_a_sentence(cell, told):
    with pytest.raises(ImportProblemError) as caught:
        bylines(cell)
    assert told in str(caught.value)
