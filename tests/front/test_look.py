"""Colours can be read, drawings stay the same, and the stylesheet is one small file."""

import gzip
import re

import pytest

from articles.models import SectionPage
from base.drawing.cover_art import cover_art
from base.stylesheet import ORDER, STYLES, stylesheet, stylesheet_version

PAIR = re.compile(r"--([a-z]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
TOKENS = {name: colours for name, *colours in PAIR.findall((STYLES / "tokens.css").read_text())}
ACCENTS = list(SectionPage.Colour.values)


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "wash"])
@pytest.mark.parametrize("name", ["ink", "soft", *ACCENTS])
def test_words_can_be_read_in_every_colour(name, ground, scheme):
    assert contrast(TOKENS[name][scheme], TOKENS[ground][scheme]) >= 4.5


def test_every_colour_of_a_section_is_in_the_stylesheet():
    assert all(f'[data-colour="{name}"]' in stylesheet() for name in ACCENTS)


def test_every_style_belongs_to_a_declared_layer():
    declared = set(ORDER.removeprefix("@layer ").removesuffix(";\n").split(", "))
    for path in STYLES.rglob("*.css"):
        layers = re.findall(r"@layer ([a-z]+) \{", path.read_text())
        assert len(layers) == 1, path.name
        assert set(layers) <= declared, path.name


def test_the_stylesheet_is_small():
    assert len(gzip.compress(stylesheet().encode())) < 12_500


def test_browsers_keep_the_stylesheet_for_ever(client):
    answer = client.get(f"/assets/site.{stylesheet_version()}.css")
    assert "immutable" in answer["Cache-Control"]
    assert answer["Content-Type"].startswith("text/css")


def test_the_stylesheet_of_another_release_is_not_kept(client):
    assert client.get("/assets/site.000000000000.css")["Cache-Control"] == "no-cache"


def test_a_piece_keeps_its_drawing_and_another_has_another():
    assert cover_art("a") == cover_art("a")
    assert len({cover_art(number) for number in range(20)}) == 20


def test_a_drawing_is_small():
    assert max(len(cover_art(number)) for number in range(50)) < 2000
