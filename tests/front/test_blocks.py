"""Every block of an article looks the way its editor meant."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.blocks import BodyBlock
from base.models import MagazineDocument
from members.models import User
from tests.factories import make_article, make_image

TABLE = {
    "columns": [{"type": "text", "heading": "Hours"}, {"type": "number", "heading": "Visits"}],
    "rows": [{"values": ["Day", 1800]}, {"values": ["Night", 3100]}],
    "caption": "",
}


def body_with(kind: str, value: object, block_id: str = "") -> str:
    return json.dumps([{"type": kind, "value": value, "id": block_id or str(uuid.uuid4())}])


def read(reader: Client, kind: str, value: object, block_id: str = "") -> str:
    article = make_article()
    article.body = body_with(kind, value, block_id)
    article.save_revision().publish()
    html: str = reader.get(article.url).content.decode()
    return html[html.index('<div class="body">') : html.index('class="article__foot"')]


def picture(**fields: Any) -> dict[str, object]:
    return {"image": make_image(**fields).pk, "decorative": False, "alt_text": "A table of tides"}


def document(name: str) -> MagazineDocument:
    return MagazineDocument.objects.create(title="The pump room", file=ContentFile(b"sound", name))


def media(**fields: object) -> dict[str, object]:
    return {
        "title": "Night",
        "url": "",
        "file": None,
        "description": "",
        "transcript": "<p>Steps.</p>",
    } | fields


def test_a_pull_quote_names_who_said_it(reader):
    html = read(reader, "pull_quote", {"quote": "We count returns.", "attribution": "Ana", "role": "Director"})
    assert "<blockquote" in html
    assert "Ana" in html
    assert "Director" in html


def test_a_caution_says_so_in_words_and_not_by_colour_alone(reader):
    html = read(reader, "callout", {"title": "Ask first", "text": "<p>Always.</p>", "tone": "caution"})
    assert ">Caution</p>" in html


def test_key_facts_show_figure_and_what_it_counts(reader):
    html = read(reader, "key_facts", {"title": "", "facts": [{"value": "62%", "label": "came back"}]})
    assert "62%" in html
    assert "came back" in html


def test_an_interview_goes_question_by_question(reader):
    html = read(reader, "q_and_a", {"exchanges": [{"question": "Why?", "answer": "<p>Because.</p>"}]})
    assert html.index("Why?") < html.index("Because.")


def test_a_timeline_is_an_ordered_list(reader):
    events = [
        {"when": "1998", "title": "A shed", "text": ""},
        {"when": "2006", "title": "A roof", "text": "At last."},
    ]
    html = read(reader, "timeline", {"title": "", "events": events})
    assert "<ol>" in html
    assert html.index("A shed") < html.index("A roof")


def test_a_picture_has_sizes_caption_and_credit(reader):
    value = {"image": picture(credit="Harbor Light"), "caption": "The table", "credit": "", "width": "wide"}
    html = read(reader, "image", value)
    for words in ('alt="A table of tides"', "480w", 'loading="lazy"', "The table", "Harbor Light"):
        assert words in html


def test_a_picture_of_a_gallery_leads_to_a_large_one_without_script(reader):
    items = [{"image": picture(), "caption": f"Prototype {number}"} for number in (1, 2)]
    html = read(reader, "gallery", {"title": "Prototypes", "items": items})
    assert html.count('.webp" data-enlarge aria-label=') == 2


@pytest.mark.parametrize(("name", "element"), [("pump.mp3", "<audio"), ("pump.mp4", "<video")])
def test_a_recording_plays_and_can_be_read(reader, name, element):
    html = read(reader, "media", media(file=document(name).pk))
    assert element in html
    assert "<summary>Transcript</summary>" in html
    assert "Steps." in html


def test_a_video_elsewhere_is_a_link_and_nothing_is_loaded_from_there(reader):
    html = read(reader, "media", media(url="https://www.youtube.com/watch?v=abcdefghijk"))
    assert 'href="https://www.youtube.com/watch?v=abcdefghijk"' in html
    assert 'data-player="https://www.youtube-nocookie.com/embed/abcdefghijk"' in html
    assert "<iframe" not in html


def test_a_video_of_an_unknown_site_is_a_plain_link(reader):
    html = read(reader, "media", media(url="https://video.example/1"))
    assert 'href="https://video.example/1"' in html
    assert "data-player" not in html


def test_a_download_says_what_and_how_large_it_is(reader):
    file = document("list.pdf")
    html = read(reader, "download", {"document": file.pk, "title": "", "description": "One page."})
    assert "The pump room" in html
    assert "PDF" in html
    assert file.url in html


def test_figures_can_be_seen_read_and_taken_away(reader):
    block_id = str(uuid.uuid4())
    value = {"title": "Visits", "table": TABLE, "chart": "bar", "unit": "visits", "source": "Survey"}
    html = read(reader, "data_table", value, block_id)
    assert 'role="img" aria-label="Visits. Visits: from 1,800 (Day) to 3,100 (Night) visits."' in html
    assert '<th scope="row" dir="auto">Night</th><td class="number">3,100</td>' in html
    path = html[html.index('<a href="/articles/') + 9 :].split('"')[0]
    assert block_id in path
    assert reader.get(path).content.decode() == "Hours,Visits\r\nDay,1800\r\nNight,3100\r\n"


def test_a_table_without_a_chart_stands_open(reader):
    value = {"title": "Visits", "table": TABLE, "chart": "none", "unit": "", "source": ""}
    html = read(reader, "data_table", value)
    assert "<svg" not in html
    assert "<details>" not in html


def test_recommended_reading_says_why(reader):
    item = {
        "title": "The Unfinished Exhibit",
        "author": "R. Okafor",
        "year": 2021,
        "url": "",
        "note": "On leaving room.",
    }
    html = read(reader, "reading_list", {"title": "Recommended reading", "items": [item]})
    for words in ("The Unfinished Exhibit", "R. Okafor, 2021", "On leaving room."):
        assert words in html


def test_evidence_gives_the_award_number(reader):
    value = {
        "project": "Evenings",
        "url": "https://p.example/",
        "award_number": "DRL-1",
        "funder": "",
        "summary": "",
        "team": "",
    }
    html = read(reader, "evidence", value)
    assert "DRL-1" in html
    assert "Funder" not in html


@pytest.mark.parametrize(("days", "shown"), [(1, True), (0, True), (-2, False)])
def test_a_call_to_act_disappears_after_its_day(reader, days, shown):
    expires = (timezone.localdate() + timedelta(days=days)).isoformat()
    value = {
        "title": "Answer",
        "text": "<p>Two questions.</p>",
        "label": "Go",
        "url": "https://c.example/",
        "expires": expires,
    }
    assert ("https://c.example/" in read(reader, "action", value)) is shown


def test_a_related_article_disappears_with_its_article(reader):
    other = make_article("The other one")
    value = {"article": other.pk, "note": "Read it."}
    assert "The other one" in read(reader, "related_article", value)
    other.unpublish()
    assert "The other one" not in read(reader, "related_article", value)


@pytest.mark.parametrize("name", list(BodyBlock().child_blocks))
def test_an_editor_sees_each_block_as_it_will_look(reader, name):
    reader.force_login(User.objects.create_superuser("editor@example.org", "x"))
    block = BodyBlock().child_blocks[name]
    assert block.is_previewable
    answer = reader.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert answer.status_code == 200
    assert "/assets/site." in answer.content.decode()
