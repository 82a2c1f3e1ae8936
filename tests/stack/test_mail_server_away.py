"""The mail server refuses for a while: sign-up, log-in codes and invitations still get a response."""

import re
from collections import Counter
from email.message import Message
from pathlib import Path

from tests.base.smtp_catcher import Catcher, catching
from tests.magazine import Magazine, serving, wait_until
from tests.postgres.browser import Browser
from tests.stack.test_killed_submission import INVITE, in_shell

NEW, INVITED, KNOWN = "nela@new.example", "vera@vale.example", "editor@dimensions.example"
# As if minutes had passed: refused mails are retried at once.
LATER = """
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
print(DBTaskResult.objects.filter(status="READY", run_after__gt=timezone.now()).update(run_after=timezone.now()))
"""


def sign_up(magazine: Magazine) -> Browser:
    browser = Browser(magazine.url)
    page = browser.fill_in(
        "/account/signup/", email=NEW, password1="low water at night", first_name="Nela", last_name="Neap"
    )
    assert (page.status, "/account/confirm-email/" in page.url) == (200, True), page
    return browser


def ask_for_a_code(magazine: Magazine) -> None:
    page = Browser(magazine.url).fill_in("/account/login/code/", email=KNOWN)
    assert (page.status, "/account/login/code/confirm/" in page.url) == (200, True), page


def invite(magazine: Magazine) -> None:
    assert "/submit/" in in_shell(magazine, INVITE)


def refused_again(server: Catcher, magazine: Magazine, *, times: int) -> None:
    """Wait until each of three mails was refused so often."""
    for count in range(1, times + 1):
        wait_until(lambda least=3 * count: server.connections >= least, seconds=60, what="A refusal of all mails")
        wait_until(lambda: in_shell(magazine, LATER) == "3", seconds=60, what="The pause after a refusal")


def code_in(message: Message) -> str:
    found = re.search(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", message.as_string(), re.MULTILINE)
    assert found, message.as_string()
    return found[1]


def test_all_are_answered_and_each_mail_arrives_once(prepared_copy: Path):
    with catching() as server, serving(prepared_copy, EMAIL_URL=f"smtp://127.0.0.1:{server.port}") as magazine:
        server.is_refusing = True
        newcomer = sign_up(magazine)
        ask_for_a_code(magazine)
        invite(magazine)
        refused_again(server, magazine, times=3)
        assert server.messages == []
        server.is_refusing = False
        wait_until(lambda: in_shell(magazine, LATER) == "0" and magazine.is_idle(), seconds=120, what="The arrival")
        assert Counter(server.recipients) == {NEW: 1, KNOWN: 1, INVITED: 1}
        mail = next(message for message in server.messages if NEW in message["To"])
        assert newcomer.fill_in("/account/confirm-email/", code=code_in(mail)).status == 200
        assert NEW in newcomer.ask("/account/").text
