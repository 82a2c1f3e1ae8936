"""Footnotes: typed in the text, numbered on the page, and in feeds, API, search and print."""

import json
import re

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import expand_db_html

from articles.plain_text import plain_text
from base.blocks.footnotes import number_notes
from members.models import Access
from tests.factories import make_article, make_member

pytestmark = pytest.mark.django_db
FEATURES = ["bold", "link", "footnote"]


def note(words):
    return f'<a linktype="footnote" note="{words}">*</a>'


TEXT = f"<p>Visits rose{note('In *Okafor* &amp; others, 5 &gt; 4.')} and fell{note('The vivacious Ibid.')}.</p>"


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_notes_are_numbered_through_the_whole_text_and_listed_at_its_end(client):
    body = [("text", TEXT), ("text", f"<p>More{note('Last.')}.</p>")]
    html = page(client, make_article("Notes", body=body).url)
    assert 'rose<sup class="note-reference"><a id="note-reference-1" href="#note-1" role="doc-noteref"' in html
    assert "In <em>Okafor</em> &amp; others, 5 &gt; 4." in html
    assert html.index('id="note-1"') < html.index('id="note-2"') < html.index('id="note-3"')
    assert html.count('href="#note-reference-3"') == 1
    assert "data-note" not in html


def test_a_text_without_notes_has_no_list(client):
    assert "doc-endnotes" not in page(client, make_article("Plain").url)


def test_feeds_have_numbers_and_list(client):
    article = make_article("Notes", text=TEXT)
    content = json.loads(page(client, "/feeds/feed.json"))["items"][0]["content_html"]
    url = f"http://testserver{article.url}"
    assert f'rose<sup><a href="{url}#note-1" aria-label="Note 1">1</a></sup>' in content
    assert "The vivacious Ibid." in content


def test_api_has_them_in_blocks_and_as_a_list(client):
    article = make_article("Notes", body=[("text", TEXT), ("text", f"<p>More{note('Last.')}.</p>")])
    answer = client.get(f"/api/v3/articles/{article.public_id}/").json()
    assert 'fell<sup><a href="#note-2">2</a></sup>.' in answer["body"][0]["value"]
    assert 'More<sup><a href="#note-3">3</a></sup>.' in answer["body"][1]["value"]
    assert answer["footnotes"][0] == {"number": 1, "html": "In <em>Okafor</em> &amp; others, 5 &gt; 4."}


def test_words_of_notes_are_found_and_their_signs_are_not_read():
    article = make_article("Notes", text=TEXT)
    assert plain_text(article.body).split() == (
        ["Visits", "rose", "and", "fell.", "In", "Okafor", "&", "others,", "5", ">", "4.", "The", "vivacious", "Ibid."]
    )


def test_notes_of_a_gated_article_are_for_its_readers(client):
    article = make_article("Notes", text=TEXT, access=Access.MEMBERS)
    for url in (article.url, "/feeds/atom.xml", f"/api/v3/articles/{article.public_id}/"):
        assert "vivacious" not in page(client, url)
    client.force_login(make_member())
    assert "vivacious" in page(client, article.url)


@pytest.mark.parametrize(
    "words",
    [
        "plain",
        "it’s 'quoted' &quot;so&quot;",
        "5 &lt; 6 &gt; 4 &amp; more",
        "[a link](https://x.example/a_b?c=1&amp;d=2)",
    ],
)
def test_the_editor_keeps_what_it_was_given(words):
    converter = ContentstateConverter(features=FEATURES)
    html = f"<p>Visits{note(words)} rose.</p>"
    kept = re.sub(r' data-block-key="\w+"', "", converter.to_database_format(converter.from_database_format(html)))
    assert number_notes(expand_db_html(kept)) == number_notes(expand_db_html(html))
    assert "note-reference-1" in number_notes(expand_db_html(kept))


def test_an_entity_without_text_leaves_nothing():
    converter = ContentstateConverter(features=FEATURES)
    assert "*" not in converter.to_database_format(converter.from_database_format(f"<p>Visits{note('')}</p>"))


@pytest.mark.parametrize(
    "words", ["&lt;script&gt;alert(1)&lt;/script&gt;", "[x](javascript:alert(1))", "&lt;img src=x onerror=alert(1)&gt;"]
)
def test_nothing_in_a_note_acts(words):
    html = number_notes(expand_db_html(f"<p>A{note(words)}</p>"))
    assert "<script>" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
