"""Names in citations: as BibTeX and reference managers parse them."""

import pytest

from articles.names import parse_name
from articles.pages.citation import Author, Reference, as_bibtex, as_ris


def reference(*authors: Author) -> Reference:
    return Reference(
        authors=authors, title="Tides", magazine="Dimensions", issue_title="", months="March/April", year=2019,
        first_month=3, volume=None, number=None, issn="", first_page="1", last_page="1", url="https://magazine.example/",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sort_name", "bibtex", "ris"),
    [
        (parse_name("Ana Duarte, PhD").sort_name, "Duarte, Ana", "Duarte, Ana"),
        (parse_name("John Smith Jr.").sort_name, "Smith, Jr., John", "Smith, John, Jr."),
        ("Smith, Jr., John", "Smith, Jr., John", "Smith, John, Jr."),
        (
            parse_name("Tomoko Harukawa (春川 智子)").sort_name,
            "Harukawa, Tomoko (春川 智子)",
            "Harukawa, Tomoko (春川 智子)",
        ),
        ("春川 智子", "{春川 智子}", "春川 智子"),
        ("Plato", "{Plato}", "Plato"),
        ("And, Metin", "And, Metin", "And, Metin"),
        ("Smith and Jones, Ana", "{Smith and Jones, Ana}", "Smith and Jones, Ana"),
    ],
)
def test_the_family_name_of_a_person(sort_name, bibtex, ris):
    cited = reference(Author("As printed", sort_name, is_person=True))
    assert f"  author = {{{bibtex}}},\n" in as_bibtex(cited)
    assert f"AU  - {ris}\r\n" in as_ris(cited)


def test_an_organisation_is_cited_as_it_is_printed():
    cited = reference(Author("Task Force, The", "Force, The Task", is_person=False))
    assert "  author = {{Task Force, The}},\n" in as_bibtex(cited)
    assert "AU  - Task Force, The\r\n" in as_ris(cited)


def test_the_key_of_a_name_without_latin_letters():
    assert as_bibtex(reference(Author("春川 智子", "春川 智子", is_person=True))).startswith(
        "@article{chunchuanzhizi2019tides,"
    )
