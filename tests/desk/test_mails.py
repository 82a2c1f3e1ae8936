"""Mails about pieces: one for each event and person, when they want it, in the words of the managing editor."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow
from wagtail.users.models import UserProfile

from base.mail.models import OutgoingMail
from desk.drafting.drafts import begin
from desk.mails.catalogue import EXAMPLES, KINDS
from desk.mails.delivery import send_daily
from desk.mails.reviews import RECEIVERS
from desk.mails.wording import Words, fill, original, problems_of
from desk.models import DailyMailEntry, MailChoice, MailWording, Piece, Stage
from desk.pieces import emails
from tests.desk.conftest import ANA, logged_in, mails_to, person

NEVER_SAID = ("reject", "moderation", "workflow")


def choose(user, when: str) -> None:
    logged_in(user).post(reverse("mail_choice"), {"about_pieces": when})


def hand_in(piece: Piece, by):
    article = begin(piece).article
    return Workflow.objects.get(name="Editorial review").start(article, by)


def review(state, *editors) -> None:
    for editor in editors:
        state.refresh_from_db()
        state.current_task_state.specific.approve(user=editor)


# One for each event and person


@pytest.fixture
def desk_author():
    return person("Author", email=ANA, first_name="Ana", last_name="Duarte")


@pytest.fixture
def desk_piece(desk_author, editor):
    return Piece.objects.create(title="Low water", owner=desk_author, assignee=editor, stage=Stage.WRITING)


def test_an_author_of_the_desk_is_told_once_what_an_editor_asks(desk_piece, desk_author, editor):
    hand_in(desk_piece, desk_author).current_task_state.specific.reject(user=editor, comment="Which coast?")

    [told] = mails_to(ANA)
    assert "Which coast?" in told
    assert f"/admin/pages/{Piece.objects.get().article_id}/edit/#comments" in told


def test_an_author_of_the_desk_is_told_once_of_publication(desk_piece, desk_author, editor):
    review(hand_in(desk_piece, desk_author), editor, person("Managing editor"))
    assert [told.splitlines()[0] for told in mails_to(ANA)] == ["It is published: Low water"]


def test_an_author_of_the_desk_is_told_once_of_a_date(desk_piece, desk_author, editor):
    state = hand_in(desk_piece, desk_author)
    article = Piece.objects.get().article
    article.go_live_at = timezone.now() + timedelta(days=3)
    article.save_revision()
    review(state, editor, person("Managing editor"))
    assert [told.splitlines()[0] for told in mails_to(ANA)] == ["We print it: Low water"]


def test_somebody_else_who_handed_it_in_is_told_by_wagtails_mail(desk_piece, desk_author, editor):
    other = person("Editor", email="other@magazine.example")
    hand_in(desk_piece, other).current_task_state.specific.reject(user=editor, comment="Which coast?")
    assert len(mails_to(ANA)) == 1
    assert "Please go over “Low water” once more" in mails_to("other@magazine.example")[-1]


def test_changes_of_what_is_published_are_wagtails_to_tell(desk_piece, desk_author, editor):
    chief = person("Managing editor")
    review(hand_in(desk_piece, desk_author), editor, chief)
    mail.outbox.clear()
    article = Piece.objects.get().article
    article.save_revision(user=desk_author)
    Workflow.objects.get(name="Editorial review").start(article, desk_author).current_task_state.specific.reject(
        user=editor
    )
    assert len(mails_to(ANA)) == 1


def test_our_receivers_stand_in_the_place_of_wagtails():
    for signal, _sender, name, mails in RECEIVERS:
        found = [receiver for (uid, _id), receiver, *_rest in signal.receivers if uid == name]
        assert [receiver() if isinstance(receiver, type(lambda: 0)) else receiver for receiver in found]
        assert mails in signal._live_receivers(sender=_sender)[0]


# When they want it


def test_one_who_wants_none_gets_none(piece, author, editor):
    choose(author, "never")
    emails.tell_author(piece, template="published", by=None)
    assert mails_to(ANA) == []
    assert not DailyMailEntry.objects.exists()


def test_who_wants_one_a_day_gets_all_of_it_in_one_mail_once(piece, author, editor, settings):
    settings.EMAIL_BACKEND = "base.mail.outbox.OutboxBackend"
    choose(author, "daily")
    for _time in range(2):
        emails.tell_author(piece, template="sent_back", by=editor)
        emails.tell_author(piece, template="published", by=None)
    assert not OutgoingMail.objects.exists()

    tomorrow = timezone.now() + timedelta(days=1)
    for _time in range(2):
        send_daily(tomorrow.replace(hour=12))
    told = OutgoingMail.objects.get()
    assert told.subject == "Your pieces today"
    assert str(told.content).count("It is published: Low water") == 1
    assert "The editors have questions: Low water" in str(told.content)
    assert not DailyMailEntry.objects.exists()


def test_a_reviewer_who_wants_one_a_day_reads_what_waits_in_it(desk_piece, desk_author, editor):
    choose(editor, "daily")
    hand_in(desk_piece, desk_author)
    assert mails_to(editor.email) == []
    entry = DailyMailEntry.objects.get(user=editor)
    assert entry.subject == "To review: “Low water”"
    assert "Choose which mails" not in entry.text


def test_there_is_one_switch_for_one_mail(editor):
    client = logged_in(editor)
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    assert "mail_choice-about_pieces" in page
    for name in ("submitted", "approved", "rejected"):
        assert f"{name}_notifications" not in page
    assert "updated_comments_notifications" in page

    choose(editor, "never")
    profile = UserProfile.objects.get(user=editor)
    assert not profile.submitted_notifications
    assert not profile.rejected_notifications
    choose(editor, "daily")
    profile.refresh_from_db()
    assert profile.submitted_notifications


def test_mails_of_wagtail_stay_off_for_somebody_without_a_desk(author):
    choose(author, "daily")
    assert MailChoice.of(author) == "daily"
    assert not UserProfile.objects.get(user=author).rejected_notifications


def test_each_mail_says_where_to_choose_but_that_to_a_stranger(piece, editor):
    emails.tell_author(piece, template="published", by=None)
    assert "/submit/mails/" in mails_to(ANA)[0]
    logged_in(editor).post(reverse("invite_to_write"), {"email": "new@home.example", "name": "Noor", "title": "Ebb"})
    assert "/submit/mails/" not in mails_to("new@home.example")[0]


# In the words of the managing editor


@pytest.mark.parametrize("name", KINDS)
def test_the_original_words_are_sound(name):
    kind, words = KINDS[name], original(name)
    assert list(problems_of(kind, words)) == []
    for values in ({}, {one: EXAMPLES[one] for one in kind.placeholders}):
        filled = fill(words, dict.fromkeys(kind.placeholders, "") | values)
        assert not set("{}[]") & set(filled.subject + filled.text)
        assert not [word for word in NEVER_SAID if word in filled.text.lower()]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{titel} at {link}", "{titel} means nothing in this mail. It knows: {author}, {title}, {link}."),
        ("{author.password} {link}", "{author.password} means nothing in this mail."),
        ("{title at {link}", "A curly bracket stands alone"),
        ("[{title} {link}", "A square bracket stands alone"),
        ("Read it.", "{link} is missing"),
        ("[Read it: {link}]", "{link} is missing"),
        ("", "This field is required."),
    ],
)
def test_wrong_words_are_refused_with_a_sentence(text, sentence):
    client = logged_in(person("Managing editor"))
    answer = client.post(reverse("mail_wording", args=["published"]), {"subject": "S", "text": text})
    assert sentence in answer.content.decode().replace("&#x27;", "'")
    assert not MailWording.objects.exists()


def test_changed_words_are_sent_and_the_original_ones_come_back(piece):
    client, url = logged_in(person("Managing editor")), reverse("mail_wording", args=["published"])
    words = {"subject": "Out: {title}", "text": "Hello {author},\r\n\r\nhere: {link}"}
    shown = client.post(url, words | {"preview": "1"}).content.decode()
    assert "Hello Ana Duarte," in shown
    assert not MailWording.objects.exists()

    client.post(url, words)
    emails.tell_author(piece, template="published", by=None, link="https://magazine.example/x/")
    assert mails_to(ANA)[0].startswith("Out: Low water\nHello Ana Duarte,\n\nhere: https://magazine.example/x/")

    client.post(url, {"original": "1"})
    assert not MailWording.objects.exists()
    client.post(url, original("published")._asdict())
    assert not MailWording.objects.exists()


def test_brackets_in_what_people_typed_stay(piece):
    Piece.objects.update(title="[Draft] {link}\r\nBcc: all")
    emails.tell_author(Piece.objects.select_related("owner").get(), template="accepted", by=None)
    assert mails_to(ANA)[0].splitlines()[0] == "We print it: [Draft] {link} Bcc: all"


def test_words_with_an_empty_placeholder_are_left_out():
    words = Words("S", "One.[ Due {due}.][ By {due} and {editor}.] [sic]")
    assert fill(words, {"due": "1 May", "editor": ""}).text == "One. Due 1 May. [sic]\n"
    assert fill(Words("S", "One.\n\n[{words}]\n\nTwo."), {"words": ""}).text == "One.\n\nTwo.\n"


@pytest.mark.parametrize("role", ["Author", "Editor", "Archivist", "Membership manager"])
def test_only_the_managing_editor_changes_words(role):
    client = logged_in(person(role))
    for url in (reverse("mails"), reverse("mail_wording", args=["published"])):
        assert client.get(url).status_code == 302
        assert client.post(url, {"subject": "S", "text": "{link}"}).status_code == 302
    assert not MailWording.objects.exists()
