"""Writing in steps: everything is saved, and nobody overwrites a version that they have not seen."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.models import ArticlePage
from base.blocks.footnotes import notes_in
from desk.drafting.drafts import draft_of, version_of
from desk.models import Piece, Stage
from tests.desk.conftest import logged_in, person
from tests.desk.documents import SPACES, docx, drawing, entry, p, picture, r, table
from tests.factories import make_trend

JSON = {"accept": "application/json"}


def url(piece, step):
    return f"/submit/{piece.pk}/{step}/"


def fields_of(page) -> dict[str, Any]:
    """Return what a browser without scripts would submit."""
    form: Any = BeautifulSoup(page.content, "html.parser").select_one("form[data-saves]")
    sent: dict[str, Any] = {
        box["name"]: box.get("value", "") for box in form.select("input[name]:not([type=checkbox], [type=file])")
    }
    sent |= {area["name"]: area.text.removeprefix("\n") for area in form.select("textarea[name]")}
    for choice in form.select("select[name]"):
        sent[choice["name"]] = (choice.select_one("[selected]") or choice.select_one("option"))["value"]
    for box in form.select("input[type=checkbox][checked]"):
        sent[box["name"]] = [*sent.get(box["name"], []), box.get("value", "on")]
    return sent


def save(client, piece, step, headers=None, **typed):
    return client.post(url(piece, step), fields_of(client.get(url(piece, step))) | typed, headers=headers)


def draft(piece):
    return draft_of(Piece.objects.get(pk=piece.pk))


def test_only_a_headline_is_needed(writer, piece, author):
    answer = save(writer, piece, "about", title="When the river fell")
    assert answer["Location"] == url(piece, "text")
    assert draft(piece).title == "When the river fell"
    assert Piece.objects.get().title == "When the river fell"
    article = ArticlePage.objects.get()
    assert (article.live, article.owner) == (False, author)
    assert [credit.contributor.name for credit in draft(piece).credits.all()] == ["Ana Duarte"]
    assert Piece.objects.count() == 1


def test_a_missing_headline_is_said_and_the_rest_is_still_there(writer, piece):
    answer = save(writer, piece, "about", title="", deck="Typed with care.")
    assert answer.status_code == 422
    assert "Typed with care." in answer.content.decode()
    assert draft(piece).title == "Low water"


def test_trends_are_those_of_the_vocabulary(writer, piece):
    tides, boats = make_trend("Tides"), make_trend("Boats")
    save(writer, piece, "about", trends=[tides.pk, boats.pk])
    assert {trend.name for trend in draft(piece).trends.all()} == {"Tides", "Boats"}
    assert set(Piece.objects.get().trends.all()) == {tides, boats}
    assert fields_of(writer.get(url(piece, "about")))["trends"] == [str(boats.pk), str(tides.pk)]
    assert save(writer, piece, "about", trends=["999999"]).status_code == 422


def test_coming_back_on_another_device_finds_everything(writer, piece, author):
    save(writer, piece, "text", text="## Low water\n\nThe *river* fell.")
    elsewhere = fields_of(logged_in(author).get(url(piece, "text")))
    assert elsewhere["text"] == "## Low water\n\nThe *river* fell."


def test_a_text_becomes_blocks_that_readers_see_in_the_preview(writer, piece):
    save(writer, piece, "text", text="## Low water\n\nThe **river** fell.\n\n- one\n- two\n\n<script>alert(1)</script>")
    [block] = draft(piece).body
    assert block.block_type == "text"
    html = str(block.value)
    assert "<h2" in html
    assert "<strong>river</strong>" in html or "<b>river</b>" in html
    page = writer.get(f"/submit/{piece.pk}/preview/").content.decode()
    assert "Low water</h2>" in page
    assert "alert(1)" not in page


def test_a_text_comes_as_a_file(writer, piece):
    file = SimpleUploadedFile("low-water.md", "\ufeffThe river fell – twice.".encode())
    save(writer, piece, "text", file=file)
    assert "The river fell – twice." in draft(piece).full_text


def test_a_document_brings_its_table_notes_pictures_and_comments(writer, piece):
    inserted = f"<w:ins>{r('twice ')}</w:ins><w:del><w:r><w:delText>once </w:delText></w:r></w:del>"
    text = p("The river fell ", inserted, "in May.", '<w:r><w:footnoteReference w:id="2"/></w:r>')
    note = f'<w:footnotes {SPACES}><w:footnote w:id="2">{p("Okafor, page 7.")}</w:footnote></w:footnotes>'
    body = p("What the river said", style="Heading1") + text + entry("tide") + entry("ebb", 1)
    body += table(["Day", "Visits"], ["Mon", "12"]) + p(drawing("i1", "A gauge")) + p(drawing("i2"))
    links = {"i1": ("image", "media/a.png"), "i2": ("image", "media/b.tiff"), "n": ("footnotes", "footnotes.xml")}
    pictures = {"media/a__png": picture("PNG"), "media/b__tiff": picture("TIFF", mode="CMYK")}
    content = docx(body, links=links, footnotes__xml=note, **pictures)
    save(writer, piece, "text", file=SimpleUploadedFile("low-water.docx", content))

    made = draft(piece)
    assert [block.block_type for block in made.body] == ["text", "data_table", "image", "image"]
    assert "fell twice in May." in made.full_text
    assert list(notes_in(str(made.body[0].value.source))) == ["Okafor, page 7."]
    assert {one.image.file.name.rpartition(".")[2] for one in piece.pictures.all()} == {"png"}
    assert [one.image.description for one in piece.pictures.all()] == ["A gauge", ""]
    typed = fields_of(writer.get(url(piece, "text")))["text"]
    assert "May.^[Okafor, page 7.]" in typed
    save(writer, piece, "text", text=typed.replace("twice", "three times"))
    assert "fell three times in May." in draft(piece).full_text
    assert list(notes_in(str(draft(piece).body[0].value.source))) == ["Okafor, page 7."]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("low-water.docx", b"PK\x03\x04", "is damaged"),
        ("low-water.pdf", b"%PDF-1.7", "is of a kind that is not read here"),
        ("low-water.txt", b"x" * (20 * 1024 * 1024 + 1), "has more than 20 MB"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_a_sentence(writer, piece, name, content, sentence):
    answer = save(writer, piece, "text", text="What I typed.", file=SimpleUploadedFile(name, content))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "What I typed." in answer.content.decode()


def test_a_script_saves_and_gets_the_next_version(writer, piece):
    first = save(writer, piece, "text", headers=JSON, text="The river fell.")
    version = first.json()["version"]
    again = writer.post(url(piece, "text"), {"version": version, "text": "The river fell. It rose."}, headers=JSON)
    assert again.status_code == 200
    assert "It rose." in draft(piece).full_text


def test_saving_while_typing_leaves_one_revision(writer, piece):
    for text in ("The", "The river", "The river fell."):
        save(writer, piece, "text", headers=JSON, text=text)
    assert ArticlePage.objects.get().revisions.count() == 1


def test_two_windows_on_one_piece_never_overwrite_each_other(writer, piece):
    old = fields_of(writer.get(url(piece, "text")))
    save(writer, piece, "text", text="From the other window.")
    answer = writer.post(url(piece, "text"), old | {"text": "From this window."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "From this window." in page
    assert "From the other window." in page
    assert draft(piece).full_text == "From the other window."
    writer.post(url(piece, "text"), fields_of(answer))
    assert draft(piece).full_text == "From this window."


@pytest.mark.parametrize(
    ("step", "field", "first", "second"),
    [
        ("about", "deck", "A museum above the water.", "A museum below the water."),
        ("people", "name_0", "Bo Lind", "Bo Lund"),
        ("check", "sources", "The logbook of 1911.", "None."),
    ],
)
def test_every_step_refuses_an_old_version(writer, piece, step, field, first, second):
    old = fields_of(writer.get(url(piece, step)))
    save(writer, piece, step, **{field: first})
    answer = writer.post(url(piece, step), old | {field: second})
    assert answer.status_code == 409
    assert first in answer.content.decode()
    assert second in answer.content.decode()
    assert fields_of(writer.get(url(piece, step)))[field] == first


def test_what_an_editor_has_saved_is_not_overwritten_either(writer, piece, editor):
    old = fields_of(writer.get(url(piece, "about")))
    article = draft(piece)
    article.deck = "The words of an editor."
    article.save_revision(user=editor)
    answer = writer.post(url(piece, "about"), old | {"deck": "Mine."}, headers=JSON)
    assert answer.status_code == 409
    assert draft(piece).deck == "The words of an editor."


def test_a_session_that_has_ended_costs_no_word(writer, piece):
    typed = fields_of(writer.get(url(piece, "text"))) | {"text": "The last words."}
    guest = Client()
    assert guest.post(url(piece, "text"), typed, headers=JSON).status_code == 401
    answer = guest.post(url(piece, "text"), typed)
    assert answer.status_code == 401
    assert "The last words." in answer.content.decode()
    assert writer.get("/submit/back/", headers=JSON).json()["token"]
    assert guest.get("/submit/back/", headers=JSON).status_code == 302


@pytest.mark.parametrize("path", ["", "about/", "text/", "preview/", "changes/", "withdraw/"])
def test_a_piece_is_nobody_elses_business(piece, path, editor, writer):
    writer.get(url(piece, "about"))
    for user in (person(email="bo@home.example"), editor):
        assert logged_in(user).get(f"/submit/{piece.pk}/{path}").status_code == 404
    assert Client().get(f"/submit/{piece.pk}/{path}").status_code == 302


@pytest.mark.parametrize("stage", [Stage.PITCH, Stage.REVIEW, Stage.ACCEPTED, Stage.DECLINED, Stage.WITHDRAWN])
def test_nothing_is_written_while_the_author_has_not_got_it(writer, piece, stage):
    typed = fields_of(writer.get(url(piece, "text"))) | {"text": "Too late."}
    Piece.objects.update(stage=stage)
    assert writer.get(url(piece, "text"))["Location"] == f"/submit/{piece.pk}/"
    answer = writer.post(url(piece, "text"), typed, headers=JSON)
    assert answer.status_code == 409
    assert "not with you any more" in answer.json()["problem"]
    assert draft(piece).full_text == ""


def test_co_authors_and_a_biography_are_kept(writer, piece, author):
    save(writer, piece, "people", biography="Ana keeps tide tables.", name_0="Bo Lind", place_0="Tidal Museum")
    kept = fields_of(writer.get(url(piece, "people")))
    assert (kept["biography"], kept["name_0"], kept["place_0"]) == ("Ana keeps tide tables.", "Bo Lind", "Tidal Museum")
    assert "name_2" in kept
    save(writer, piece, "people", name_0="", name_1="Cy Moss")
    assert [other.name for other in piece.co_authors.all()] == ["Cy Moss"]


def test_what_readers_know_of_an_author_only_editors_change(writer, piece, author):
    other = draft_article = ArticlePage(title="Published", slug="published", live=True)
    piece_section = ArticlePage._meta.get_field("listed_in").related_model.objects.get()
    piece_section.add_child(instance=other)
    draft_article.credits.create(contributor=author.contributor)
    draft_article.save_revision().publish()
    save(writer, piece, "people", biography="Something quick.")
    author.contributor.refresh_from_db()
    assert author.contributor.biography == ""


def test_a_draft_that_is_begun_in_the_editor_is_a_piece_too(author, section):
    section.add_child(instance=ArticlePage(title="Begun there", slug="there", live=False, owner=author))
    piece = Piece.objects.get()
    assert (piece.title, piece.stage, piece.owner, piece.section) == ("Begun there", Stage.WRITING, author, section)


def test_the_version_names_both_the_piece_and_its_text(writer, piece):
    writer.get(url(piece, "about"))
    found = Piece.objects.get()
    assert version_of(found) == f"{found.version}.{ArticlePage.objects.get().latest_revision_id}"
    assert json.dumps(version_of(found))


def test_no_byline_shows_an_address_and_an_author_can_change_it():
    nameless = person(email="kit@home.example")
    piece = Piece.objects.create(title="Ebb", owner=nameless, stage=Stage.WRITING)
    client = logged_in(nameless)
    assert fields_of(client.get(url(piece, "people")))["byline"] == "kit"
    save(client, piece, "people", byline="Kit Marlow")
    nameless.contributor.refresh_from_db()
    found = nameless.contributor
    assert (found.name, found.sort_name, found.slug) == ("Kit Marlow", "Marlow, Kit", "kit-marlow")
    save(client, piece, "people", byline="")
    found.refresh_from_db()
    assert found.name == "Kit Marlow"


def test_what_is_pasted_comes_back_as_the_field_writes_it(writer, piece):
    html = "<h1>Tides</h1><ul><li>one</li><li>two</li></ul><p>^ <i>ebb</i></p><script>alert(1)</script>"
    said = writer.post(url(piece, "pasted"), {"pasted": html}).json()
    assert said["text"] == "## Tides\n\n- one\n- two\n\n^ *ebb*"
    assert writer.post(url(piece, "pasted"), {"pasted": ""}).status_code in {200, 422}


def test_nothing_is_converted_for_others(piece, writer):
    assert logged_in(person("Author")).post(url(piece, "pasted"), {"pasted": "<p>x"}).status_code == 404
    assert Client().post(url(piece, "pasted"), {"pasted": "<p>x"}, headers=JSON).status_code == 401
