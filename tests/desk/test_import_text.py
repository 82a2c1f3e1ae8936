"""Text from a file or the clipboard is imported into a draft: all or nothing, with a report of changes."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Comment, Revision

from base.models import MagazineImage
from tests.desk.documents import SPACES, docx, drawing, p, picture
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_user("editor@magazine.example")
    user.groups.set(Group.objects.filter(name="Editor"))
    client.force_login(user)
    return user


@pytest.fixture
def article():
    return make_article("Night shift", text="<p>Before.</p>")


def address(article):
    return reverse("import_text", args=[article.pk])


def upload(content, name="draft.docx"):
    return SimpleUploadedFile(name, content)


def draft_of(article):
    article.refresh_from_db()
    return article.get_latest_revision_as_object()


def document():
    said = f'<w:comments {SPACES}><w:comment w:id="1" w:author="Ana">{p("Source?")}</w:comment></w:comments>'
    body = p("Slow water", style="Title") + p(
        "Rose", '<w:r><w:commentReference w:id="1"/></w:r>', drawing("rId1", "A dome")
    )
    links = {"rId1": ("image", "media/a.tiff")}
    return docx(body, links=links, comments__xml=said, **{"media/a__tiff": picture("TIFF")})


def test_a_file_is_added_to_the_draft_with_pictures_and_comments(client, editor, article):
    response = client.post(address(article), {"file": upload(document())}, follow=True)
    draft = draft_of(article)
    assert [block.block_type for block in draft.body] == ["text", "text", "image"]
    assert draft.body[1].value.source == "<h2>Slow water</h2><p>Rose</p>"
    image = draft.body[2].value["image"]
    assert (image.title, image.uploaded_by_user) == ("A dome", editor)
    assert image.file_size
    assert image.file_hash
    comment = Comment.objects.get()
    assert comment.text == "Ana: Source?"
    assert comment.contentpath == f"body.{draft.body[1].id}"
    assert article.body[0].value.source == "<p>Before.</p>"
    assert "A picture in TIFF or BMP was converted for the web." in response.content.decode()


def test_the_page_is_published_with_it(client, editor, article):
    client.post(address(article), {"file": upload(document()), "replace": "on"})
    article.refresh_from_db()
    article.get_latest_revision().publish()
    assert "<h2>Slow water</h2>" in client.get(article.url).content.decode()
    assert "Before." not in client.get(article.url).content.decode()


def test_pasted_cells_become_a_table(client, editor, article):
    client.post(address(article), {"pasted": "Hours\tVisits\nDay\t18"})
    assert draft_of(article).body[1].block_type == "data_table"


def test_what_is_refused_leaves_nothing(client, editor, article):
    revisions = Revision.objects.count()
    response = client.post(address(article), {"file": upload(b"Once upon a time")})
    assert "is no Word document, though its name ends in .docx" in response.content.decode()
    assert (Revision.objects.count(), MagazineImage.objects.count()) == (revisions, 0)


def test_a_file_that_is_too_long_is_refused_with_its_length(client, editor, article):
    response = client.post(address(article), {"file": upload(b"word " * 20_100, "long.txt")})
    assert "long.txt has 100,499 characters; a piece takes up to 100,000." in response.content.decode()
    assert len(draft_of(article).body) == 1


def test_nothing_chosen_is_said(client, editor, article):
    assert "Choose a file, or paste a text." in client.post(address(article), {}).content.decode()


def test_who_may_not_edit_may_not_import(client, article):
    author = make_user("author@magazine.example")
    author.groups.set(Group.objects.filter(name="Author"))
    client.force_login(author)
    response = client.post(address(article), {"pasted": "Words."})
    assert response.status_code in {302, 403}
    assert len(draft_of(article).body) == 1


def test_the_editor_offers_it(client, editor, article):
    assert address(article) in client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
