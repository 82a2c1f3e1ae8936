"""Images and documents of gated pieces are stored apart and have no public URL."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client, TestCase
from django.utils import timezone
from wagtail.models import APIToken

from base.media.renditions import ANYWHERE
from base.media.tasks import make_renditions
from base.models import MagazineDocument, MagazineImage, Rendition
from members.models import Access, MediaUse, TokenGrant
from tests.factories import (
    make_article,
    make_contributor,
    make_image,
    make_key,
    make_member,
    make_scan_picture,
    make_user,
)

pytestmark = pytest.mark.django_db


def figure(image: MagazineImage):
    value = {"image": image.pk, "decorative": False, "alt_text": "A table"}
    return {"type": "image", "value": {"image": value, "caption": "", "credit": "", "width": "column"}}


def download(document: MagazineDocument):
    return {"type": "download", "value": {"document": document.pk, "title": "", "description": ""}}


def publish(article, *blocks):
    article.body = json.dumps(blocks)
    return publish_as_it_is(article)


def publish_as_it_is(article):
    """Publish, and run the callbacks on commit too."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        article.save_revision().publish()
    return article


def make_document(name: str = "checklist.txt") -> MagazineDocument:
    return MagazineDocument.objects.create(title=name, file=ContentFile(b"canary", name=name))


@pytest.fixture
def image():
    return make_image()


@pytest.fixture
def gated(image):
    """A gated article with the image."""
    return publish(make_article("Kept", access=Access.MEMBERS), figure(image))


def status(client, url: str, **headers: str) -> int:
    """Return the status after reading the response to the end, as a browser does."""
    answer = client.get(url, headers=headers)
    answer.close()
    return answer.status_code


def fresh(image: MagazineImage) -> MagazineImage:
    return MagazineImage.objects.get(pk=image.pk)


def public_files() -> list[str]:
    return [path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_picture_of_a_gated_body_leaves_the_public_folder(image, gated):
    assert public_files() == []
    assert fresh(image).file.url.startswith("/gated-media/")
    assert Path(fresh(image).file.path).is_relative_to(settings.GATED_ROOT)


def test_it_has_left_when_publishing_answers_and_no_worker_runs(image, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    sizes = [image.get_rendition(spec).file.name for spec in ANYWHERE[:2]]
    publish(make_article("Kept", access=Access.MEMBERS), figure(image))
    assert sizes
    assert public_files() == []
    assert fresh(image).is_gated


def test_a_picture_that_comes_back_has_another_address(image, gated):
    was = image.file.name
    gated.access = Access.OPEN
    publish_as_it_is(gated)
    assert not fresh(image).is_gated
    assert fresh(image).file.name != was
    assert status(Client(), fresh(image).file.url) == 200


def test_its_old_and_its_new_address_open_for_members_only(client, image, gated):
    was = f"/media/{image.file.name}"
    assert client.get(was).status_code == 404
    address = fresh(image).file.url
    assert client.get(address).status_code == 403
    client.force_login(make_member())
    answer = client.get(address)
    assert b"".join(answer).startswith(b"\x89PNG")
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "private, no-store"


def test_the_page_of_a_member_shows_sizes_that_open(client, image, gated):
    client.force_login(make_member())
    client.get(gated.url)
    sizes = [rendition.url for rendition in fresh(image).renditions.all()]
    assert sizes
    assert all(url.startswith("/gated-media/images/") for url in sizes)
    assert {status(client, url) for url in sizes} == {200}
    client.logout()
    assert {status(client, url) for url in sizes} == {403}


def test_sizes_made_while_it_was_public_are_gone(image):
    article = publish(make_article("Open"), figure(image))
    old = image.get_rendition("width-400|format-webp").url
    article.access = Access.MEMBERS
    publish_as_it_is(article)
    assert public_files() == []
    assert fresh(image).get_rendition("width-400|format-webp").url != old


def test_sizes_are_made_anew_behind_the_gate_before_a_member_asks(image, gated):
    names = [rendition.file.name for rendition in fresh(image).renditions.all()]
    assert len(names) == len(ANYWHERE)
    assert all(name.startswith("gated/") for name in names)


def test_a_size_that_was_made_while_its_picture_went_behind_the_gate_goes_there_too(image):
    publish(make_article("Kept", access=Access.MEMBERS), figure(image))
    image.renditions.all().delete()
    file = ContentFile(make_scan_picture(), "made-too-late.webp")
    # This instance does not know that its file has moved.
    Rendition.objects.create(image=image, filter_spec=ANYWHERE[0], file=file)
    assert public_files() != []
    with TestCase.captureOnCommitCallbacks(execute=True):
        make_renditions.call(image.pk, ANYWHERE)
    assert [rendition.is_gated for rendition in image.renditions.all()] == [True] * len(ANYWHERE)
    assert public_files() == []


def test_a_picture_that_something_public_shows_stays_public(client, image):
    publish(make_article("Open"), figure(image))
    publish(make_article("Kept", access=Access.MEMBERS), figure(image))
    assert not fresh(image).is_gated
    assert status(client, fresh(image).file.url) == 200


@pytest.mark.parametrize("where", ["lead", "portrait"])
def test_lead_pictures_and_portraits_are_for_everybody(image, where):
    authors = [make_contributor("Bo", portrait=image)] if where == "portrait" else []
    lead = image if where == "lead" else None
    piece = make_article("Kept", access=Access.MEMBERS, authors=authors, lead_image=lead)
    publish(piece, figure(image))
    assert not fresh(image).is_gated


def test_a_draft_that_would_show_it_publicly_does_not_open_it_yet(image, gated):
    open_piece = make_article("Open")
    open_piece.body = f'[{{"type": "image", "value": {{"image": {image.pk}}}}}]'
    open_piece.save_revision()
    gated.save_revision().publish()
    assert fresh(image).is_gated


def test_a_draft_that_drops_it_does_not_open_it_either(image, gated):
    gated.body = "[]"
    gated.save_revision()
    assert fresh(image).is_gated
    assert MediaUse.objects.get(image=image).is_gated


def test_a_picture_comes_back_when_the_gate_opens(client, image, gated):
    gated.access = Access.OPEN
    publish_as_it_is(gated)
    assert not fresh(image).is_gated
    assert status(client, fresh(image).file.url) == 200


def test_a_file_that_replaces_a_gated_one_is_gated_too(image, gated):
    kept = fresh(image)
    kept.file = ContentFile(Path(kept.file.path).read_bytes(), name="another.png")
    with TestCase.captureOnCommitCallbacks(execute=True):
        kept.save()
    assert fresh(image).is_gated


def test_no_path_leads_out_of_the_folder(client, gated):
    client.force_login(make_member())
    for path in ("../media/x.png", "..%2f..%2fsecret_key", "issues/x.pdf", "original_images/none.png"):
        assert client.get(f"/gated-media/{path}").status_code == 404


def test_a_program_fetches_the_pictures_of_its_bodies(client, image, gated):
    _token, key = APIToken.create_token(user=make_member(), name="Reader")
    assert status(client, fresh(image).file.url, authorization=f"Bearer {key}") == 200
    assert status(client, fresh(image).file.url, authorization="Bearer no") == 403


def test_an_expired_token_opens_no_file(client, image, gated):
    key = make_key(make_member(), days=30)
    TokenGrant.objects.update(expires_at=timezone.now())
    assert status(client, fresh(image).file.url, authorization=f"Bearer {key}") == 403


def test_a_document_of_a_gated_piece_is_for_members(client):
    document = make_document()
    publish(make_article("Kept", access=Access.MEMBERS), download(document))
    refused = client.get(document.url)
    assert refused.status_code == 403
    assert b"canary" not in refused.content
    client.force_login(make_member())
    answer = client.get(document.url)
    assert b"".join(answer) == b"canary"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_document_of_an_open_piece_is_for_everybody(client):
    document = make_document()
    publish(make_article("Open"), download(document))
    assert b"".join(client.get(document.url)) == b"canary"


def test_a_document_that_no_page_offers_is_for_the_desk_only(client):
    document = make_document()
    assert client.get(document.url).status_code == 403
    editor = make_user("edda@dimensions.example")
    editor.groups.add(Group.objects.get(name="Editor"))
    client.force_login(editor)
    assert status(client, document.url) == 200


def test_no_document_lies_in_the_public_folder():
    make_document()
    assert public_files() == []
