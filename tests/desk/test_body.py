"""A body as one field of text: nothing is lost on the way there and back."""

import json

import pytest

from articles.models import ArticlePage
from desk.drafting.body import body_from, raw_blocks, text_of
from desk.drafting.markdown import is_expressible, markdown_from
from desk.drafting.text import html_from

TEXTS = [
    "One paragraph.",
    "## A heading\n\n### A smaller one\n\nA paragraph.",
    "- one\n- two\n  - deeper\n  - and deeper\n- three",
    "1. first\n2. second",
    "> Somebody said this.\n>\n> And this.",
    "Some **strong**, some *slanted* and [a link](<https://tide.example/a(b)?c=d&e=f>).",
    "H<sub>2</sub>O and 10<sup>3</sup> m",
    "2 \\* 3 \\_under\\_ \\[brackets\\] a \\< b & c",
    "\\# no heading\n\n\\- no list\n\n1\\. no list either",
    "One line\\\nand another.",
    "Before\n\n---\n\nAfter",
    "**All of it strong** *and a part slanted*",
    "«Ça va?» – 漢字 – עברית",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_comes_back_as_it_was_typed(text):
    html = html_from(text)
    assert is_expressible(html)
    assert html_from(markdown_from(html)) == html


def body(*blocks):
    keys = (f"{number:08}-0000-4000-8000-000000000000" for number in range(len(blocks)))
    made = [{"type": kind, "value": value, "id": key} for key, (kind, value) in zip(keys, blocks, strict=True)]
    return ArticlePage(body=json.dumps(made)).body


FACTS = ("key_facts", {"title": "A year of open doors", "facts": [{"value": "62%", "label": "came back"}]})


def test_what_a_plain_field_cannot_show_is_a_line_that_can_be_moved():
    before = body(("text", "<p>One</p>"), FACTS, ("text", "<p>Two</p>"))
    assert text_of(before) == "One\n\n[[2: Key facts – A year of open doors]]\n\nTwo"
    moved = json.loads(body_from("One\n\nTwo\n\n[[2: Key facts – A year of open doors]]", before))
    assert [block["type"] for block in moved] == ["text", "key_facts"]
    assert moved[1] == raw_blocks(before)[1]


def test_what_nobody_touched_stays_the_same_with_its_identifier():
    before = body(("text", '<p data-block-key="a1">One</p>'), FACTS, ("text", "<p>Two</p>"))
    after = json.loads(body_from(text_of(before).replace("Two", "Three"), before))
    assert after[:2] == raw_blocks(before)[:2]
    assert after[2]["id"] == raw_blocks(before)[2]["id"]
    assert "Three" in after[2]["value"]


def test_saving_without_a_change_changes_nothing():
    before = body(("text", '<p data-block-key="a1">One <b>word</b></p>'), FACTS)
    assert json.loads(body_from(text_of(before), before)) == raw_blocks(before)


@pytest.mark.parametrize(
    "html",
    ["<table><tr><td>1</td></tr></table>", '<p><a linktype="page" id="4">There</a></p>', '<p><embed alt="x"/></p>'],
)
def test_a_text_with_more_than_markdown_says_is_left_alone(html):
    before = body(("text", html), ("text", "<p>One</p>"))
    assert text_of(before).startswith("[[1: Text")
    after = json.loads(body_from(text_of(before) + "\n\nMore.", before))
    assert after[0] == raw_blocks(before)[0]


def test_a_line_that_names_no_block_is_a_text_and_one_that_is_twice_counts_once():
    before = body(FACTS)
    after = json.loads(body_from("[[1: Key facts]]\n\n[[1: Key facts]]\n\n[[9: Nothing]]", before))
    assert [block["type"] for block in after] == ["key_facts"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>x",
        "<a href='javascript:alert(1)'>x</a>",
        '<img src=x onerror="alert(1)">x',
        "x\x00\x0by",
    ],
)
def test_nothing_that_acts_comes_in(text):
    html = html_from(text)
    assert "script" not in html
    assert "onerror" not in html
    assert "\x00" not in html
