"""Pictures: several at once, visible to author and editors only, with their required details."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from base.models import MagazineImage
from desk.drafting.drafts import draft_of
from desk.models import Piece, PiecePicture
from tests.desk.conftest import logged_in, person
from tests.desk.test_writing import fields_of, save, url
from tests.factories import make_image


def file(name="tide.png", mode="RGB", form="PNG", size=(60, 40)) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new(mode, size).save(out, form)
    return SimpleUploadedFile(name, out.getvalue())


def send(client, piece, *files, **typed):
    here = url(piece, "pictures")
    return client.post(here, fields_of(client.get(here)) | {"more": files, "stay": "1"} | typed, follow=True)


@pytest.fixture
def picture(writer, piece):
    send(writer, piece, file())
    return PiecePicture.objects.get()


def test_several_come_at_once_and_stand_in_the_text(writer, piece):
    send(writer, piece, file("tide.png"), file("boat.png"))
    assert [picture.image.title for picture in piece.pictures.all()] == ["tide", "boat"]
    draft = draft_of(Piece.objects.get())
    assert [block.block_type for block in draft.body] == ["image", "image"]
    assert "[[1: Picture" in writer.get(url(piece, "text")).content.decode()


@pytest.mark.parametrize(
    ("mode", "form", "name"), [("RGB", "TIFF", "a.tif"), ("I;16", "TIFF", "b.TIFF"), ("CMYK", "TIFF", "c.tiff")]
)
def test_what_scanners_make_becomes_what_browsers_show(writer, piece, mode, form, name):
    send(writer, piece, file(name, mode, form))
    assert MagazineImage.objects.get().file.name.endswith((".jpg", ".png"))


def test_what_is_wrong_with_one_costs_no_other(writer, piece):
    broken = SimpleUploadedFile("broken.tif", b"Nothing of a picture.")
    words = SimpleUploadedFile("words.png", b"These are words.")
    page = send(writer, piece, file("tide.png"), broken, words).content.decode()
    assert [picture.image.title for picture in piece.pictures.all()] == ["tide"]
    assert "“broken.tif”: Upload a valid image." in page
    assert "Upload a valid image" in page


def test_a_refused_picture_is_not_said_to_be_saved(writer, piece):
    assert "Saved." in send(writer, piece, file("tide.png")).content.decode()
    page = send(writer, piece, SimpleUploadedFile("zero.jpg", b"")).content.decode()
    assert "“zero.jpg”" in page
    assert "Saved." not in page


def test_too_many_pixels_are_said_in_words(writer, piece, settings):
    page = send(writer, piece, file("vast.png", "1", size=(20_000, 20_000))).content.decode()
    assert "“vast.png” has more than 89 million pixels; a picture may have up to 60 million." in page
    page = send(writer, piece, file("large.png", "1", size=(8_000, 8_000))).content.decode()
    assert "“large.png” has 64 million pixels; a picture may have up to 60 million." in page


def test_page_and_refusal_name_the_same_kinds(writer, piece):
    kinds = "JPEG, PNG, WebP, AVIF, HEIC, TIFF or GIF"
    page = send(writer, piece, file("a.bmp", form="BMP")).content.decode()
    assert f"Save it as {kinds}." in page
    assert f"{kinds}. An animation becomes a still picture." in page


def test_only_the_author_and_the_editors_see_it(picture, author, editor, writer):
    image = picture.image
    assert image.is_gated
    other = logged_in(person(email="bo@home.example"))
    clients = {writer: 200, logged_in(editor): 200, Client(): 403, other: 403}
    # They enter the desk, but decide about no piece.
    clients |= {logged_in(person(role)): 403 for role in ("Author", "Archivist", "Membership manager")}
    for client, code in clients.items():
        answer = client.get(image.file.url)
        answer.close()
        assert answer.status_code == code
    assert Client().get(f"/media/{image.file.name}").status_code == 404


def test_it_is_public_with_the_piece(picture, django_capture_on_commit_callbacks):
    article = draft_of(Piece.objects.get())
    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision().publish()
    image = MagazineImage.objects.get()
    assert not image.is_gated
    assert MagazineImage.objects.public().filter(pk=image.pk).exists()


def test_no_chooser_offers_it_to_others_at_the_desk(picture):
    other = logged_in(person("Author", email="bo@home.example"))
    assert "tide" not in other.get("/admin/images/chooser/results/").content.decode()
    assert "tide" in logged_in(person("Editor")).get("/admin/images/chooser/results/").content.decode()


def test_what_is_said_of_it_is_kept(writer, piece, picture):
    said = {
        "alt": "A tide table",
        "credit": "Ana Duarte",
        "permission": "I took it",
        "people": "nobody",
        "caption": "Low",
    }
    send(writer, piece, **{f"p{picture.pk}_{name}": value for name, value in said.items()})
    kept = fields_of(writer.get(url(piece, "pictures")))
    assert {name: kept[f"p{picture.pk}_{name}"] for name in said} == said
    [block] = draft_of(Piece.objects.get()).body
    assert (block.value["image"].contextual_alt_text, block.value["caption"]) == ("A tide table", "Low")


def test_one_can_stand_above_the_text(writer, piece, picture):
    send(writer, piece, **{f"p{picture.pk}_is_lead": "on", f"p{picture.pk}_alt": "A tide table"})
    draft = draft_of(Piece.objects.get())
    assert (draft.lead_image, draft.lead_image_alt) == (picture.image, "A tide table")
    assert not draft.body


def test_it_can_be_taken_away(writer, piece, picture):
    send(writer, piece, **{f"p{picture.pk}_delete": "on"})
    assert not PiecePicture.objects.exists()
    assert not MagazineImage.objects.exists()
    assert not draft_of(Piece.objects.get()).body


def test_what_an_editor_has_mended_stays(writer, piece, picture, editor):
    lead = make_image("Chosen by an editor")
    draft = draft_of(Piece.objects.get())
    draft.lead_image = lead
    draft.body[0].value["caption"] = "Mended by an editor"
    draft.save_revision(user=editor)
    save(writer, piece, "text", text="The river fell.\n\n[[1: Picture – tide]]")
    save(writer, piece, "about", deck="One more word.")
    send(writer, piece)
    draft = draft_of(Piece.objects.get())
    assert draft.lead_image == lead
    assert [block.block_type for block in draft.body] == ["text", "image"]
    assert draft.body[1].value["caption"] == "Mended by an editor"


def test_a_line_that_was_deleted_brings_the_picture_to_the_end(writer, piece, picture):
    save(writer, piece, "text", text="The river fell.")
    assert [block.block_type for block in draft_of(Piece.objects.get()).body] == ["text", "image"]
