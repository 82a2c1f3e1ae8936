"""An invitation to write: shown by its link, accepted by a press, once, for this address."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Contributor
from desk.invitations.services import invite
from desk.models import Piece, PieceInvitation, Stage
from members.models import User
from tests.desk.conftest import ANA, link_in, logged_in, mails_to, person
from tests.factories import make_user


@pytest.fixture
def link(editor):
    """The link in the mail to an author without an account."""
    invite(email=ANA, name="Ana Duarte", title="Low water", message="As we said in Lisbon.", by=editor)
    return link_in(mails_to(ANA)[-1], "/submit/invitation/")


def test_the_mail_says_who_asks_for_what(link):
    [text] = mails_to(ANA)
    assert text.startswith("Will you write for Dimensions? Low water\nDear Ana Duarte,")
    assert "Edda Lindqvist would like you to write" in text
    assert "As we said in Lisbon." in text


def test_a_link_can_be_looked_at_as_often_as_one_likes(client, link):
    for _time in range(10):
        page = client.get(link)
        assert page.status_code == 200
        assert "Accept and begin" in page.content.decode()
    assert not User.objects.filter(email=ANA).exists()


def test_accepting_makes_a_log_in_and_a_contributor_whom_nobody_sees(client, link):
    answer = client.post(link, {"name": "Ana Duarte"}, follow=True)
    assert answer.status_code == 200
    piece = Piece.objects.get()
    assert answer.redirect_chain[-1][0] == f"/submit/{piece.pk}/about/"
    user = User.objects.get(email=ANA)
    assert (piece.owner, piece.stage) == (user, Stage.WRITING)
    assert (user.first_name, user.last_name, user.has_usable_password()) == ("Ana", "Duarte", False)
    assert user.contributor.name == "Ana Duarte"
    assert not Contributor.objects.public().exists()
    assert Client().get("/contributors/ana-duarte/").status_code == 404
    assert client.get("/admin/").status_code == 403


def test_an_invitation_works_once(client, link):
    client.post(link, {"name": "Ana Duarte"})
    again = Client().post(link, {"name": "Somebody Else"}, follow=True)
    assert again.status_code == 410
    assert "This invitation works no more" in again.content.decode()
    assert User.objects.filter(email=ANA).count() == 1


def test_an_invitation_expires_after_thirty_days(client, link):
    PieceInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(link).status_code == 410
    assert client.post(link, {"name": "Ana"}, follow=True).status_code == 410
    assert not User.objects.filter(email=ANA).exists()


def test_it_is_for_this_address(link):
    other = logged_in(person(email="bo@home.example"))
    page = other.post(link, follow=True)
    assert "This invitation is for ana@home.example" in page.content.decode()
    assert Piece.objects.get().owner is None


@pytest.mark.parametrize("token", ["x", "x:y:z", ""])
def test_a_link_that_was_made_up_leads_nowhere(client, link, token):
    assert client.get(f"/submit/invitation/{token or link.split('/')[-2][:-3]}/").status_code == 404


def test_somebody_with_an_account_logs_in_first(client, editor):
    person(email=ANA)
    invite(email="Ana@Home.example", name="Ana Duarte", by=editor)
    link = link_in(mails_to(ANA)[-1], "/submit/invitation/")
    page = client.post(link, {"name": "Ana Duarte"}, follow=True).content.decode()
    assert "There is an account for ana@home.example already" in page
    assert "Log in" in page
    answer = logged_in(User.objects.get(email=ANA)).post(link, follow=True)
    assert "everything is kept" in answer.content.decode()
    assert Piece.objects.get().owner.email == ANA


def test_a_password_that_somebody_else_may_have_chosen_goes(editor, link):
    squatter = make_user(ANA)
    squatter.mark_email_verified()
    logged_in(squatter).post(link)
    squatter.refresh_from_db()
    assert Piece.objects.get().owner == squatter
    assert not squatter.has_usable_password()


def test_a_new_invitation_ends_the_one_before(client, editor, link):
    invite(email=ANA, name="Ana Duarte", piece=Piece.objects.get(), by=editor)
    assert client.get(link).status_code == 410
    newer = link_in(mails_to(ANA)[-1], "/submit/invitation/")
    assert client.get(newer).status_code == 200
    assert Piece.objects.count() == 1


def test_an_author_without_a_desk_gets_no_mails_that_lead_there(client, link):
    client.post(link, {"name": "Ana Duarte"})
    profile = User.objects.get(email=ANA).wagtail_userprofile
    sent = [getattr(profile, f"{what}_notifications") for what in ("rejected", "approved", "submitted")]
    assert sent == [False] * 3
