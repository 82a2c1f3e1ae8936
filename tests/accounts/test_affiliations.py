"""Affiliations of users with institutions: how they begin and end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from base.mail.models import OutgoingMail
from members.affiliations import automatic_affiliation, invitations, services
from members.models import Affiliation, Institution, Invitation, MailDomain
from members.reading.access import AccessReason, reader_for_user
from tests.accounts.conftest import (
    add_address,
    at_work,
    logged_in,
    mails_to,
    manager,
    person,
    state_of,
    text_of,
)
from tests.factories import make_institution, make_membership

State, Source = Affiliation.State, Affiliation.Source


@pytest.fixture
def garden():
    """An institution without mail domains."""
    institution = make_institution("Fern Garden", number="4711")
    make_membership(institution)
    return institution


def test_a_confirmed_address_shows_where_somebody_works(museum):
    user = person()
    address = add_address(user, "ana@tidal.example", verified=False)
    assert state_of(user, museum) is None
    address.verified = True
    address.save()
    assert state_of(user, museum) == State.ACTIVE


@pytest.mark.parametrize("email", ["ana@sub.tidal.example", "ana@nottidal.example", "tidal.example@evil.example"])
def test_an_address_elsewhere_shows_nothing(museum, email):
    user = person()
    add_address(user, email)
    assert state_of(user, museum) is None


def test_a_removed_address_ends_what_it_showed_and_a_new_one_brings_it_back(museum):
    user = person()
    add_address(user, "ana@tidal.example").delete()
    assert state_of(user, museum) == State.ENDED
    add_address(user, "ana@tidal.example")
    assert state_of(user, museum) == State.ACTIVE


def test_a_removed_address_ends_no_affiliation_that_came_otherwise(museum):
    user = at_work(museum).user
    add_address(user, "ana@tidal.example").delete()
    assert state_of(user, museum) == State.ACTIVE


def test_a_domain_that_is_verified_later_lets_in_who_has_an_address_there(garden, django_capture_on_commit_callbacks):
    user = person("ana@fern.example")
    with django_capture_on_commit_callbacks(execute=True):
        domain = MailDomain.objects.create(institution=garden, domain="fern.example")
    assert state_of(user, garden) is None
    with django_capture_on_commit_callbacks(execute=True):
        domain.verified_at = timezone.now()
        domain.save()
    assert state_of(user, garden) == State.ACTIVE
    with django_capture_on_commit_callbacks(execute=True):
        domain.delete()
    assert state_of(user, garden) == State.ENDED


@pytest.mark.parametrize("state", [State.REMOVED, State.LEFT])
def test_who_was_removed_or_has_left_does_not_come_back_by_itself(museum, state):
    user = at_work(museum, state=state).user
    add_address(user, "ana@tidal.example")
    automatic_affiliation.sync_by_domains(institution=museum)
    assert state_of(user, museum) == state


def test_who_has_left_comes_back_at_once_and_who_was_removed_asks(museum):
    for email, state, then in (
        ("a@tidal.example", State.LEFT, State.ACTIVE),
        ("b@tidal.example", State.REMOVED, State.PENDING),
    ):
        user = person(email)
        Affiliation.objects.filter(user=user).update(state=state)
        automatic_affiliation.request_to_join(user=user, institution=museum, note="")
        assert state_of(user, museum) == then


def test_a_request_waits_for_the_manager_who_answers_by_mail(garden):
    manager()
    user = person()
    client = logged_in(user)
    client.post("/account/institutions/fern-garden/ask/", {"note": "I water the ferns."})
    assert reader_for_user(user).reason is AccessReason.PENDING
    assert "I water the ferns." in mails_to("noor@association.example")[0].body
    desk = logged_in(manager())
    assert "I water the ferns." in text_of(desk.get("/admin/requests/"))
    pending = user.affiliations.get()
    desk.post(f"/admin/requests/{pending.pk}/", {"approve": "", "words": "Welcome!"})
    assert reader_for_user(user).reason is AccessReason.MEMBER
    assert "Welcome!" in mails_to("ana@home.example")[0].body


def test_a_refused_request_says_so_and_can_be_made_again(garden):
    user = person()
    services.request(user=user, institution=garden, note="")
    desk = logged_in(manager())
    desk.post(f"/admin/requests/{user.affiliations.get().pk}/", {"refuse": "", "words": "Who are you?"})
    assert state_of(user, garden) == State.REFUSED
    assert "Who are you?" in mails_to("ana@home.example")[0].body
    assert "did not add you to Fern Garden" in text_of(logged_in(user).get("/account/"))
    services.request(user=user, institution=garden, note="I do work there.")
    assert state_of(user, garden) == State.PENDING


def test_a_request_is_answered_once(garden):
    pending = services.request(user=person(), institution=garden, note="")
    services.decide(affiliation=pending, is_approved=False)
    with pytest.raises(services.AffiliationError):
        services.decide(affiliation=pending, is_approved=True)
    assert state_of(person(), garden) == State.REFUSED


def test_nobody_but_the_manager_answers(garden):
    user = person()
    pending = services.request(user=user, institution=garden, note="")
    answer = logged_in(user).post(f"/admin/requests/{pending.pk}/", {"approve": ""})
    assert answer.status_code == 403
    assert state_of(user, garden) == State.PENDING


def test_a_long_note_is_refused_and_kept(garden):
    page = text_of(logged_in(person()).post("/account/institutions/fern-garden/ask/", {"note": "fern " * 200}))
    assert "at most 600 characters" in page
    assert "fern fern" in page


def test_the_dashboard_says_what_waits_for_the_manager(garden):
    services.request(user=person(), institution=garden, note="")
    page = text_of(logged_in(manager()).get("/admin/"))
    assert "Requests to be added" in page
    assert "Fern Garden" in page


def test_a_claim_of_the_sign_on_makes_an_affiliation_and_its_end_ends_it(garden):
    user = person()
    automatic_affiliation.sync_by_claim(user=user, numbers=["4711"])
    assert user.affiliations.get().source == Source.SIGN_ON
    automatic_affiliation.sync_by_claim(user=user, numbers=[])
    assert state_of(user, garden) == State.ENDED
    automatic_affiliation.sync_by_claim(user=user, numbers=["4711"])
    assert state_of(user, garden) == State.ACTIVE


def invited(institution, email="ana@home.example", **fields) -> Invitation:
    return Invitation.objects.create(institution=institution, email=email, **fields)


def test_an_invitation_is_accepted_with_the_invited_address(museum):
    invitation = invited(museum)
    client = logged_in(person())
    path = f"/account/invitations/{invitation.token}/"
    assert "Accept the invitation" in text_of(client.get(path))
    client.post(path)
    assert state_of(person(), museum) == State.ACTIVE
    assert client.get(path).status_code == 410


def test_an_invitation_brings_back_who_was_removed(museum):
    user = at_work(museum, state=State.REMOVED).user
    invitations.accept(invitation=invited(museum), user=user)
    assert state_of(user, museum) == State.ACTIVE


def test_an_invitation_helps_nobody_else(museum):
    invitation = invited(museum)
    eve = person("eve@home.example")
    add_address(eve, "Ana@home.example", verified=False)
    page = logged_in(eve).post(f"/account/invitations/{invitation.token}/", follow=True)
    assert "This invitation is for ana@home.example" in text_of(page)
    assert state_of(eve, museum) is None


def test_a_guest_with_an_invitation_is_led_through_sign_up_and_back(client, museum):
    invitation = invited(museum, "new@home.example")
    page = text_of(client.get(f"/account/invitations/{invitation.token}/"))
    assert (
        f"/account/signup/?next=%2Faccount%2Finvitations%2F{invitation.token}%2F&amp;email=new%40home.example" in page
    )


@pytest.mark.parametrize("field", ["revoked_at", "expires_at"])
def test_an_invitation_that_was_taken_back_or_ran_out_opens_nothing(museum, field):
    invitation = invited(museum, **{field: timezone.now() - timedelta(minutes=1)})
    answer = logged_in(person()).post(f"/account/invitations/{invitation.token}/", follow=True)
    assert answer.status_code == 410
    assert state_of(person(), museum) is None


def test_leaving_asks_and_warns_the_last_coordinator_and_tells_the_association(museum):
    manager()
    user = at_work(museum, is_coordinator=True).user
    client = logged_in(user)
    assert "You are its last coordinator" in text_of(client.get("/account/institutions/tidal-museum/leave/"))
    assert state_of(user, museum) == State.ACTIVE
    client.post("/account/institutions/tidal-museum/leave/")
    assert state_of(user, museum) == State.LEFT
    assert "has no coordinator any more" in mails_to("noor@association.example")[0].subject


def test_deleting_an_account_is_no_failure(museum):
    person("ana@tidal.example").delete()
    assert not museum.affiliations.exists()


def test_somebody_has_at_most_three_open_requests():
    user = person()
    for number in range(services.MOST_OPEN_REQUESTS):
        services.request(user=user, institution=make_institution(f"Museum {number}"), note="")
    address = f"/account/institutions/{make_institution('One more').slug}/ask/"
    page = logged_in(user).post(address, {"note": "I work there"}, follow=True)
    assert "3 of your requests wait for an answer already" in text_of(page)
    services.leave(affiliation=user.affiliations.first())
    services.request(user=user, institution=Institution.objects.get(name="One more"), note="")


def test_managers_get_the_requests_of_an_hour_in_two_mails(settings):
    settings.EMAIL_BACKEND = "base.mail.outbox.OutboxBackend"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    manager()
    for number in range(4):
        services.request(user=person(f"p{number}@home.example"), institution=make_institution(f"M {number}"), note="")
    first, gathered = OutgoingMail.objects.order_by("pk")
    assert "asks to be added to M 0" in first.subject
    assert gathered.subject == "More people ask to belong to an institution"
    assert gathered.not_before > timezone.now()
