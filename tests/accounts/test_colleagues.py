"""A coordinator manages the colleagues of the own institution, and of no other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.models import Affiliation, Invitation
from members.reading.access import AccessReason, reader_for_user
from tests.accounts.conftest import at_work, logged_in, mails_to, manager, person, state_of, text_of
from tests.factories import make_article, make_institution

State = Affiliation.State
PAGE = "/account/colleagues/tidal-museum/"


@pytest.fixture
def coordinator(museum):
    return logged_in(at_work(museum, "ines@home.example", is_coordinator=True).user)


def test_many_are_invited_at_once_and_each_problem_is_named(coordinator, museum):
    at_work(museum, "bo@home.example")
    text = "Ana Duarte <ana@home.example>; broken@, bo@home.example\nCY@home.example ana@home.example"
    page = text_of(coordinator.post(PAGE, {"addresses": text}))
    assert "ana@home.example, cy@home.example are invited." in page
    assert "</bdi>: This is no e-mail address." in page
    assert "</bdi>: This is a colleague already." in page
    assert "broken@\nbo@home.example</textarea>" in page
    [mail] = mails_to("ana@home.example")
    assert Invitation.objects.get(email="ana@home.example").token in mail.body


def test_who_is_invited_already_is_not_invited_twice(coordinator):
    for _ in range(2):
        page = coordinator.post(PAGE, {"addresses": "ana@home.example"})
    assert "is invited already" in text_of(page)
    assert len(mails_to("ana@home.example")) == 1


def test_an_invitation_is_sent_again_and_taken_back_and_cleared_away(coordinator, museum):
    old = Invitation.objects.create(institution=museum, email="ana@home.example", expires_at=timezone.now())
    coordinator.post(f"{PAGE}invitations/{old.pk}/resend/")
    assert Invitation.objects.open().get() == old
    assert len(mails_to("ana@home.example")) == 1
    coordinator.post(f"{PAGE}invitations/{old.pk}/revoke/")
    assert "Taken back" in text_of(coordinator.get(PAGE))
    coordinator.post(f"{PAGE}invitations/tidy/")
    assert not Invitation.objects.exists()


def test_the_open_page_of_a_removed_colleague_stops_opening(coordinator, museum):
    article = make_article("Deep archive", text="<p>canary in the text</p>", access="members")
    affiliation = at_work(museum, "bo@home.example")
    reading = logged_in(affiliation.user)
    assert "canary" in text_of(reading.get(article.url))
    path = f"{PAGE}people/{affiliation.pk}/remove/"
    assert "Remove bo@home.example?" in text_of(coordinator.get(path))
    assert "canary" in text_of(reading.get(article.url))
    coordinator.post(path)
    assert "canary" not in text_of(reading.get(article.url))
    assert len(mails_to("bo@home.example")) == 1


def test_a_coordinator_makes_another_one_and_can_then_step_back(coordinator, museum):
    own = Affiliation.objects.get(is_coordinator=True)
    other = at_work(museum, "bo@home.example")
    page = coordinator.post(f"{PAGE}people/{own.pk}/coordinator/", {"unmake": ""}, follow=True)
    assert "is the last coordinator of Tidal Museum" in text_of(page)
    coordinator.post(f"{PAGE}people/{other.pk}/coordinator/", {"make": ""})
    coordinator.post(f"{PAGE}people/{own.pk}/coordinator/", {"unmake": ""})
    assert list(museum.affiliations.coordinating()) == [other]
    assert coordinator.get(PAGE).status_code == 404


def foreign(kind):
    """Something of an institution that the coordinator has nothing to do with."""
    elsewhere = make_institution("Fern Garden")
    if kind == "people":
        return elsewhere, at_work(elsewhere, "fern@home.example").pk
    return elsewhere, Invitation.objects.create(institution=elsewhere, email="fern@home.example").pk


ACTIONS = ["people/%d/remove/", "people/%d/coordinator/", "invitations/%d/resend/", "invitations/%d/revoke/"]


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("own_page", [True, False])
def test_a_coordinator_touches_nothing_of_another_institution(coordinator, action, own_page):
    elsewhere, pk = foreign(action.partition("/")[0])
    page = PAGE if own_page else f"/account/colleagues/{elsewhere.slug}/"
    assert coordinator.post(page + action % pk, {"make": ""}).status_code == 404
    assert not elsewhere.affiliations.exclude(state=State.ACTIVE).exists()
    assert not elsewhere.affiliations.coordinating().exists()
    assert not mails_to("fern@home.example")


@pytest.mark.parametrize("path", ["", "invitations/tidy/"])
def test_who_coordinates_nothing_sees_no_colleagues(museum, path):
    former = at_work(museum, state=State.LEFT, is_coordinator=True).user
    for user in (former, at_work(museum, "bo@home.example").user, person("eve@home.example")):
        assert logged_in(user).post(PAGE + path, {"addresses": "x@home.example"}).status_code == 404


def test_the_membership_manager_helps_any_institution(museum):
    assert logged_in(manager()).get(PAGE).status_code == 200


def test_a_list_of_many_colleagues_can_be_searched(coordinator, museum):
    for number in range(60):
        at_work(museum, f"colleague-{number}@home.example")
    assert "61 colleagues" in text_of(coordinator.get(PAGE))
    assert "1 found" in text_of(coordinator.get(f"{PAGE}?q=colleague-42"))
    assert "Nobody here is called that" in text_of(coordinator.get(f"{PAGE}?q=zzz"))


def test_a_lapse_closes_at_once_and_a_renewal_opens_again(museum):
    user = at_work(museum).user
    membership = museum.memberships.get()
    membership.ends_on, membership.grace_days = timezone.localdate() - timedelta(days=1), 0
    membership.save()
    assert reader_for_user(user).reason is AccessReason.LAPSED
    membership.grace_days = 5
    membership.save()
    assert reader_for_user(user).reason is AccessReason.GRACE
    assert state_of(user, museum) == State.ACTIVE
