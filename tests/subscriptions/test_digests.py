"""A digest starts once its reader confirms, contains each piece once, and ends with one click."""

import re
from io import BytesIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from articles.models import ArticlePage
from base.mail.models import OutgoingMail
from members.models import Access
from subscriptions.digests import services
from subscriptions.digests.contents import message
from subscriptions.digests.tasks import write, write_due
from subscriptions.models import Announcement, Digest, Frequency
from subscriptions.models.digest import MOST_BOUNCES
from tests.accounts.conftest import logged_in, person, text_of
from tests.factories import DAY, make_article, make_contributor, make_trend, make_user

ASK, MINE = "/digest/", "/account/following/"
ADA = "ada@home.example"


def ask(client, email: str = ADA, frequency: str = "daily"):
    return client.post(ASK, {"email": email, "frequency": frequency})


def running(email: str = ADA, **fields) -> Digest:
    """A digest that was confirmed a week ago."""
    fields.setdefault("frequency", Frequency.DAILY)
    began = timezone.now() - 7 * DAY
    return Digest.objects.create(email=email, confirmed_at=began, covered_until=began, **fields)


def new_piece(title: str = "Tides", **fields):
    """An article that became public two days ago."""
    article = make_article(title, published_at=timezone.now() - 2 * DAY, **fields)
    Announcement.objects.filter(public_id=article.public_id).update(at=timezone.now() - 2 * DAY)
    return article


def bodies() -> str:
    return "\n".join(str(sent.body) for sent in mail.outbox)


def test_it_begins_with_a_button_behind_a_mailed_link(client):
    assert ask(client).url == "/digest/sent/"
    assert "Look into your mailbox" in text_of(client.get("/digest/sent/"))
    digest = Digest.objects.get()
    assert not digest.is_running
    path = re.search(r"http://testserver(/personal/digest/\S+)", str(mail.outbox[0].body))
    assert path
    page = client.get(path[1])
    assert "Shall we begin?" in text_of(page)
    assert page["Referrer-Policy"] == "no-referrer"
    assert not Digest.objects.get().is_running, "a machine that follows links has confirmed it"
    client.post(path[1], {"action": "confirm"})
    assert Digest.objects.get().is_running
    assert "Your digest" in text_of(client.get(path[1]))


def test_known_and_unknown_addresses_get_the_same_answer(client):
    running()
    known, unknown = ask(client), ask(client, "new@home.example")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [sent.subject for sent in mail.outbox] == [
        "You have a digest of Dimensions already",
        "Your digest of Dimensions: please confirm",
    ]
    assert Digest.objects.get(email=ADA).frequency == "daily"


@pytest.mark.parametrize("data", [{}, {"email": "ada", "frequency": "daily"}, {"email": ADA, "frequency": "hourly"}])
def test_what_is_wrong_is_said_beside_the_field(client, data):
    answer = client.post(ASK, data)
    assert answer.status_code == 200
    assert "field__error" in text_of(answer)
    assert not Digest.objects.exists()


def test_an_address_is_not_flooded(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"digest": "100/m/ip,3/h/key"}
    answers = [ask(client, address).status_code for address in (ADA, ADA.upper(), ADA, ADA)]
    assert answers == [302, 302, 302, 429]
    assert len(mail.outbox) == 3


def test_it_tells_of_what_is_new_without_what_is_gated(client):
    running()
    new_piece("Open <piece>", authors=[make_contributor("Ana Duarte")])
    gated = new_piece("Kept back", access=Access.MEMBERS, text="<p>The vivacious canary.</p>")
    ArticlePage.objects.filter(pk=gated.pk).update(published_at=timezone.now() - 3 * DAY)
    write_due.call()
    sent = mail.outbox[0]
    html = sent.alternatives[0][0]
    for text in (sent.body, html):
        assert "Ana Duarte" in text
        assert "for members" in text
        assert "vivacious" not in text
        assert "http://testserver/features/kept-back/" in text
    assert "Open &lt;piece&gt;" in html
    assert sent.subject == "Dimensions: Open <piece> and 1 more"


def test_one_press_in_the_mail_program_ends_it(client):
    digest = running()
    new_piece()
    write_due.call()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    without_token = Client(enforce_csrf_checks=True)
    assert without_token.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 302
    digest.refresh_from_db()
    assert not digest.is_running
    assert "The digest has ended" in text_of(client.get(path))


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_no_piece_comes_twice(is_withdrawn):
    digest = running()
    article = new_piece()
    write_due.call()
    if is_withdrawn:
        article.unpublish()
    article.save_revision().publish()
    write_due.call()
    write(digest.pk, timezone.now() + DAY)
    assert len(mail.outbox) == 1


def test_two_workers_that_write_the_same_period_send_one_mail(settings):
    settings.EMAIL_BACKEND = "base.mail.outbox.OutboxBackend"
    digest = running()
    new_piece()
    for _ in range(2):
        write_due.call()
        Digest.objects.update(covered_until=digest.covered_until)
    assert OutgoingMail.objects.count() == 1


def test_nothing_new_is_no_mail():
    running()
    write_due.call()
    assert mail.outbox == []


def test_what_was_withdrawn_and_what_was_imported_is_no_news():
    running()
    new_piece("Withdrawn").unpublish()
    make_article("From another system", published_at=timezone.now() - 400 * DAY)
    write_due.call()
    assert mail.outbox == []


def test_with_an_account_it_can_carry_what_is_followed_only():
    user = person(ADA)
    client = logged_in(user)
    new_piece("About play", trends=[make_trend("Play")])
    new_piece("About tides", trends=[make_trend("Tides")])
    client.post(f"{MINE}add/", {"list": "trends/play"}, HTTP_ORIGIN="http://testserver")
    client.post(f"{MINE}digest/", {"frequency": "daily", "is_followed_only": "on"})
    Digest.objects.update(covered_until=timezone.now() - 7 * DAY)
    write_due.call()
    assert "About play" in bodies()
    assert "About tides" not in bodies()
    assert "Every day with something new, what you follow" in text_of(client.get(MINE))
    client.post(f"{MINE}digest/{Digest.objects.get().pk}/end/")
    assert not Digest.objects.get().is_running


def test_an_account_whose_address_nobody_confirmed_is_mailed_a_link():
    Digest.objects.create(email=ADA)
    logged_in(make_user(ADA)).post(f"{MINE}digest/", {"frequency": "daily"})
    assert Digest.objects.get().user is None
    assert not Digest.objects.get().is_running
    assert mail.outbox[0].subject == "Your digest of Dimensions: please confirm"


def test_one_that_cannot_be_written_holds_up_no_other(monkeypatch):
    running("broken@home.example")
    running()
    new_piece()

    def break_for_one(digest, *rest, **named):
        assert digest.email == ADA, "It cannot be written."
        return message(digest, *rest, **named)

    monkeypatch.setattr("subscriptions.digests.tasks.message", break_for_one)
    with pytest.raises(AssertionError, match="It cannot be written"):
        write_due.call()
    assert [sent.to for sent in mail.outbox] == [[ADA]]
    assert Digest.objects.due(timezone.now()).get().email == "broken@home.example"


def test_a_digest_that_was_ordered_without_the_account_shows_in_it():
    digest = Digest.objects.create(email=ADA)
    user = person(ADA)
    services.confirm(digest=digest)
    assert Digest.objects.get().user == user
    assert ADA in text_of(logged_in(user).get(MINE))


def test_it_goes_with_the_account_also_when_it_was_ordered_without():
    Digest.objects.create(email=ADA)
    person(ADA).delete()
    assert not Digest.objects.exists()


REPORT = """\
From: MAILER-DAEMON@mail.example
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

It did not work.

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; ada@home.example
Action: {action}
Status: {status}

--x
Content-Type: text/rfc822-headers

List-Unsubscribe: <https://magazine.example/personal/digest/{key}/>

--x--
"""


def report(monkeypatch, **values: str) -> None:
    """Pipe a report into the command."""
    content = REPORT.format(**{"action": "failed", "status": "5.1.1"} | values)
    monkeypatch.setattr("sys.stdin", type("Pipe", (), {"buffer": BytesIO(content.encode())}))
    call_command("note_bounce")


def test_three_mails_that_came_back_end_it(monkeypatch, capsys, client):
    digest = running()
    for _ in range(MOST_BOUNCES):
        assert Digest.objects.get().is_running
        report(monkeypatch, key=digest.key)
    assert not Digest.objects.get().is_running
    assert "3 came back, ended" in capsys.readouterr().out
    assert "Three mails to this address came back" in text_of(client.get(digest.get_absolute_url()))
    client.post(digest.get_absolute_url(), {"action": "confirm"})
    assert (Digest.objects.get().is_running, Digest.objects.get().bounces) == (True, 0)


@pytest.mark.parametrize(
    "values", [{"action": "delayed"}, {"status": "4.2.2"}, {"key": "forged-forged-forged-1"}, {"key": ""}]
)
def test_a_delay_or_a_forged_report_ends_nothing(monkeypatch, capsys, values):
    digest = running()
    report(monkeypatch, **{"key": digest.key} | values)
    assert Digest.objects.get().bounces == 0
    assert "Nothing counted" in capsys.readouterr().out


def test_an_operator_may_name_addresses():
    running()
    call_command("note_bounce", ADA.upper())
    assert Digest.objects.get().bounces == 1
    with pytest.raises(CommandError, match=r"No digest goes to bo@home\.example: check its spelling"):
        call_command("note_bounce", "bo@home.example")
