"""Staff look at pages with the eyes of other readers."""

import pytest
from django.contrib.auth.models import Group

from members.models import Access
from tests.factories import make_article, make_member, make_user

pytestmark = pytest.mark.django_db
CANARY = "The vivacious canary sings at four."


@pytest.fixture
def piece():
    return make_article("Kept", text=f"<p>{CANARY}</p>", access=Access.MEMBERS)


@pytest.fixture
def editor(client):
    user = make_user("edda@dimensions.example")
    user.groups.add(Group.objects.get(name="Editor"))
    client.force_login(user)
    return client


@pytest.mark.parametrize(("part", "sees"), [("guest", False), ("lapsed", False), ("member", True), ("", True)])
def test_an_editor_sees_what_the_reader_sees(editor, piece, part, sees):
    assert editor.post(f"/view-as/?next={piece.url}", {"part": part}).url == piece.url
    html = editor.get(piece.url).content.decode()
    assert (CANARY in html) is sees
    assert ('class="gate"' in html) is not sees


def test_the_bar_says_whose_eyes_they_are(editor, piece):
    assert "View as …" in editor.get(piece.url).content.decode()
    editor.post("/view-as/", {"part": "guest"})
    assert "Viewing as a guest" in editor.get(piece.url).content.decode()


def test_a_search_finds_what_the_reader_would(editor, piece):
    assert "1 result" in editor.get("/search/?q=vivacious").content.decode()
    editor.post("/view-as/", {"part": "guest"})
    assert "Nothing found" in editor.get("/search/?q=vivacious").content.decode()


def test_nobody_else_plays(client):
    client.force_login(make_member())
    assert client.post("/view-as/", {"part": "member"}).status_code == 403
    client.logout()
    assert client.get("/view-as/").status_code == 302


def test_a_part_left_over_from_a_former_job_opens_nothing(editor, client, piece):
    editor.post("/view-as/", {"part": "member"})
    editor.get("/")
    make_user("edda@dimensions.example").groups.clear()
    assert CANARY not in client.get(piece.url).content.decode()


def test_the_way_back_stays_on_the_site(editor):
    assert editor.post("/view-as/?next=https://elsewhere.example/", {"part": ""}).url == "/"


def test_a_part_that_does_not_exist_is_nobodys(editor, piece):
    editor.post("/view-as/", {"part": "staff"})
    assert CANARY in editor.get(piece.url).content.decode()
