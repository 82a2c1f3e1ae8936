"""A refusal of a step names the cure, and no word is lost by it."""

from typing import Any

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import Comment

from desk.following.comments import comments_on
from desk.models import Piece
from tests.desk.documents import docx, p, table
from tests.desk.test_writing import draft, fields_of, save, url


def test_what_is_missing_does_not_hide_what_was_saved_elsewhere(writer, piece):
    old = fields_of(writer.get(url(piece, "about")))
    save(writer, piece, "about", deck="From the other window.")
    refused = writer.post(url(piece, "about"), old | {"title": "", "deck": "Mine."})
    answer = writer.post(url(piece, "about"), fields_of(refused) | {"title": "Low water"})
    assert answer.status_code == 409
    assert "From the other window." in answer.content.decode()


def test_a_page_says_once_what_was_saved(writer, piece):
    version = fields_of(writer.get(url(piece, "text")))["version"]
    save(writer, piece, "text", text="* one")
    assert f'data-saved="submission {piece.pk} text {version}"' in writer.get(url(piece, "pictures")).content.decode()
    assert "data-saved" not in writer.get(url(piece, "pictures")).content.decode()


LONG = "word " * 20_100


def test_a_document_that_is_too_long_is_refused_with_its_length(writer, piece):
    answer = save(writer, piece, "text", file=SimpleUploadedFile("long.txt", LONG.encode()))
    assert "long.txt has 100,499 characters; a piece takes up to 100,000. Shorten it by 499." in answer.content.decode()
    assert draft(piece).full_text == ""


def test_a_file_takes_the_place_of_a_text_that_is_too_long(writer, piece):
    answer = save(writer, piece, "text", text=LONG, file=SimpleUploadedFile("short.txt", b"The river fell."))
    assert answer.status_code == 302
    assert draft(piece).full_text == "The river fell."


def test_a_text_is_refused_with_its_length_and_not_cut(writer, piece):
    answer = save(writer, piece, "text", text=LONG)
    assert "This text has 100,499 characters; a piece takes up to 100,000." in answer.content.decode()
    field: Any = BeautifulSoup(answer.content, "html.parser").select_one("textarea[name=text]")
    assert "maxlength" not in field.attrs
    assert field.text.strip() == LONG.strip()


def test_an_end_of_a_line_counts_once(writer, piece):
    assert save(writer, piece, "text", text="nine .....\r\n\r\n" * 8_000).status_code == 302


def test_an_empty_document_is_named(writer, piece):
    answer = save(writer, piece, "text", file=SimpleUploadedFile("empty.docx", b""))
    assert "empty.docx is empty. Choose the file that holds your text." in answer.content.decode()


def test_what_only_the_desk_can_change_is_not_asked_of_authors(writer, piece):
    content = docx(p("Visits") + table(["Day", "2"], ["Mon", "12"]))
    save(writer, piece, "text", file=SimpleUploadedFile("low-water.docx", content))
    page = writer.get(url(piece, "text")).content.decode()
    assert "has no title yet" not in page
    assert "have no headings yet" not in page


def labels(answer) -> list[str]:
    return [label.text for label in BeautifulSoup(answer.content, "html.parser").select(".fields label")]


def test_after_the_session_words_stand_under_the_labels_of_their_fields(writer, piece):
    kept = fields_of(writer.get(url(piece, "text"))) | {"text": "The last words.", "stay": "1"}
    assert labels(Client().post(url(piece, "text"), kept)) == ["Your text"]
    kept = {"kind": "analysis", "name_0": "Bo Lind", "job_0": "Curator", "p7_caption": "Low"}
    assert labels(Client().post(url(piece, "people"), kept)) == ["Name", "Job title"]
    assert labels(Client().post(url(piece, "pictures"), kept)) == ["Caption"]


def test_a_co_author_without_a_name_is_asked_for_it(writer, piece):
    answer = save(writer, piece, "people", job_0="Curator")
    assert answer.status_code == 422
    assert "Co-author 1 has no name: write it, or empty the whole row." in answer.content.decode()
    assert "Curator" in answer.content.decode()


def test_a_comment_on_a_choice_shows_its_label(writer, piece, editor):
    writer.get(url(piece, "text"))
    Comment.objects.create(page=draft(piece), user=editor, text="Really?", contentpath="kind")
    [placed] = comments_on(Piece.objects.get(), draft(piece))
    assert placed.excerpt == draft(piece).get_kind_display()
