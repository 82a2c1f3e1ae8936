"""Tokens for programs: created on the account page, shown once, limited to the chosen scope and term."""

import io
import json
import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import APIToken

from base.background import retention
from members.audit.actions import Action
from members.models import Access, AuditEntry, TokenGrant
from tests.accounts.conftest import logged_in, manager, person, text_of
from tests.editing.conftest import person as with_role
from tests.factories import make_article, make_key, make_member, make_section

__all__ = ["with_role"]

MINE = "/account/tokens/"
SENTENCE = "The vivacious canary sings at four."


def made(user, **fields) -> str:
    """Return the secret that the account page shows of a new token."""
    answer = logged_in(user).post(MINE, {"name": "Front end", "days": "90"} | fields)
    found = re.search(r'id="token"[^>]*value="(wagtail_\w+)"', text_of(answer))
    assert found, text_of(answer)
    return found[1]


def program(key: str) -> Client:
    return Client(headers={"authorization": f"Bearer {key}"})


def body_of(client, article):
    return client.get(f"/api/v3/articles/{article.public_id}/").json()["body"]


def said(answer) -> str:
    return answer.json()["detail"]


def test_a_member_makes_a_token_and_a_program_reads_by_it():
    article = make_article(access=Access.MEMBERS, text=f"<p>{SENTENCE}</p>")
    member = make_member()
    key = made(member)
    assert SENTENCE in json.dumps(body_of(program(key), article))
    assert SENTENCE not in json.dumps(body_of(Client(), article))
    page = text_of(logged_in(member).get(MINE))
    assert "Front end" in page
    assert "last used on" in page
    assert key not in page
    assert AuditEntry.objects.get(action=Action.TOKEN_MADE).data == {"scope": "read", "days": 90}


def test_the_token_is_shown_once_and_kept_by_no_cache():
    user = person()
    answer = logged_in(user).post(MINE, {"name": "X", "days": "30"})
    assert answer["Cache-Control"] == "private, no-store"
    assert not APIToken.objects.filter(key_hash__contains=made(user)).exists()


def test_there_is_a_sentence_where_there_is_none_and_a_form():
    page = text_of(logged_in(person()).get(MINE))
    assert "You have none." in page
    assert "Which program is it for?" in page
    assert Client().get(MINE).status_code == 302


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "x" * 61}, "at most 60 characters"),
        ({"days": "0"}, "Select a valid choice"),
        ({"days": "9999"}, "Select a valid choice"),
        ({"days": "soon"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said(fields, sentence):
    answer = logged_in(person()).post(MINE, {"name": "Front end", "days": "90"} | fields)
    assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    assert not APIToken.objects.exists()


def test_a_page_that_is_loaded_again_makes_no_second_token():
    user = person()
    made(user)
    answer = logged_in(user).post(MINE, {"name": "Front end", "days": "90"})
    assert (answer.status_code, "You have a token called “Front end” already" in text_of(answer)) == (422, True)
    assert APIToken.objects.count() == 1
    made(person("bo@home.example"))


def test_twenty_are_enough():
    user = person()
    for _number in range(20):
        make_key(user)
    answer = logged_in(user).post(MINE, {"name": "One more", "days": "30"})
    assert "You have 20 tokens, which is the limit: revoke one first." in text_of(answer)
    assert APIToken.objects.count() == 20


def test_a_revoked_token_is_refused_and_only_its_owner_revokes_it():
    user, other = person(), person("bo@home.example")
    key = made(user)
    url = f"{MINE}{APIToken.objects.get().pk}/revoke/"
    assert logged_in(other).post(url).status_code == 404
    assert program(key).get("/api/v3/articles/").status_code == 200
    logged_in(user).post(url)
    answer = program(key).get("/api/v3/articles/")
    assert (answer.status_code, "error=" in answer["WWW-Authenticate"]) == (401, True)
    assert "was revoked" in said(answer)
    assert AuditEntry.objects.filter(action=Action.TOKEN_REVOKED, user_id=user.pk).exists()


@pytest.mark.parametrize("path", ["articles/", "issues/", "whoami/", "pages/"])
def test_an_expired_token_is_refused_with_the_day(path):
    key = make_key(person(), days=30)
    TokenGrant.objects.update(expires_at=timezone.now())
    answer = program(key).get(f"/api/v3/{path}")
    assert (answer.status_code, answer["WWW-Authenticate"].startswith("Bearer")) == (401, True)
    assert "This token expired on" in said(answer)


WRITING = [
    ("post", "pages/"),
    ("patch", "pages/{page}/"),
    ("delete", "pages/{page}/"),
    ("post", "pages/{page}/actions/publish/"),
    ("post", "images/"),
    ("post", "documents/"),
    ("post", "snippets/articles.Contributor/"),
    ("post", "sites/"),
]
LISTS = ["images/", "documents/", "pages/", "sites/", "schema/", "snippets/articles.Contributor/"]


@pytest.mark.parametrize("is_lapsed", [True, False])
def test_the_token_of_a_member_writes_nothing_and_lists_no_files(is_lapsed):
    page = make_article()
    member = person() if is_lapsed else make_member()
    client = program(made(member, scope="write"))  # made without checking the permission
    for method, path in [*WRITING, *(("get", path) for path in LISTS)]:
        answer = client.generic(method.upper(), f"/api/v3/{path.format(page=page.pk)}", "{}", "application/json")
        assert answer.status_code == 403, path
        assert "is for the editorial desk" in said(answer), path
    page.refresh_from_db()
    assert page.live


def draft() -> dict:
    meta = {"type": "articles.ArticlePage", "parent_id": make_section().pk}
    return {"meta": meta, "title": "Tides", "deck": "Low.", "body": [{"type": "text", "value": "<p>Low.</p>"}]}


def test_staff_choose_and_a_token_that_reads_is_refused_with_the_scope_it_lacks(with_role):
    author = with_role("Author")
    page = text_of(logged_in(author).get(MINE))
    assert "Read, and write in my name" in page
    assert "Read, and write in my name" not in text_of(logged_in(person()).get(MINE))
    reads, writes = made(author, name="Reads", scope="read"), made(author, name="Writes", scope="write")
    answer = program(reads).post("/api/v3/pages/", draft(), content_type="application/json")
    assert (answer.status_code, "scope “write”" in said(answer)) == (403, True)
    assert program(reads).get("/api/v3/pages/").status_code == 200
    answer = program(writes).post("/api/v3/pages/", draft(), content_type="application/json")
    assert answer.status_code == 201, answer.content


def test_a_token_that_nobody_has_said_anything_of_only_reads(with_role):
    _token, key = APIToken.create_token(user=with_role("Author"), name="Program")
    assert program(key).post("/api/v3/pages/", draft(), content_type="application/json").status_code == 403


def test_whoever_leaves_the_desk_writes_no_more(with_role):
    author = with_role("Author")
    key = made(author, scope="write")
    author.groups.clear()
    assert program(key).post("/api/v3/pages/", draft(), content_type="application/json").status_code == 403


def test_staff_need_the_second_factor_to_make_one_that_writes(with_role, settings):
    settings.STAFF_NEEDS_SECOND_FACTOR = True
    client = logged_in(with_role("Author"))
    answer = client.post(MINE, {"name": "X", "days": "30", "scope": "write"})
    assert answer["Location"].startswith("/account/second-factor/")
    assert not APIToken.objects.exists()
    assert client.post(MINE, {"name": "X", "days": "30", "scope": "read"}).status_code == 200


NEW = "/admin/api-tokens/new/"


def test_the_desk_makes_tokens_for_others_with_scope_and_end():
    root, reader = person("root@magazine.example", is_superuser=True), manager()
    client = logged_in(root)
    answer = client.post(NEW, {"user": reader.pk, "name": "House", "scope": "write", "days": "0"})
    assert "wagtail_" in text_of(answer)
    assert "no-store" in answer["Cache-Control"]
    grant = TokenGrant.objects.get()
    assert (grant.scope, grant.expires_at, grant.token.user) == ("write", None, reader)
    assert "Read, and write in the name of its owner" in text_of(client.get("/admin/api-tokens/"))


def test_the_desk_makes_no_token_by_which_a_reader_would_write():
    client = logged_in(person("root@magazine.example", is_superuser=True))
    answer = client.post(NEW, {"user": person().pk, "name": "House", "scope": "write", "days": "30"})
    assert "Only who works at the editorial desk may write" in text_of(answer)
    assert not APIToken.objects.exists()


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("api_tokens", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_makes_and_lists_tokens_with_scope_and_end(with_role):
    email = with_role("Author").email
    key = run("create", "--user", email, "--name", "Import", "--scope", "write", "--days", "7").strip()
    assert program(key).post("/api/v3/pages/", draft(), content_type="application/json").status_code == 201
    told = json.loads(run("create", "--user", email, "--name", "Reads", "--json"))
    assert (told["scope"], told["expires"], told["token"].startswith("wagtail_")) == ("read", None, True)
    listed = run("list", "--user", email)
    assert "scope=write\texpires=20" in listed
    assert "scope=read\texpires=never" in listed
    assert "Revoked token" in run("revoke", "--user", email, "--prefix", told["prefix"])


@pytest.mark.parametrize(
    ("more", "sentence"),
    [(["--days", "0"], "write a whole number from 1"), (["--scope", "write"], "Only who works at the editorial desk")],
)
def test_the_command_says_what_it_cannot_do(more, sentence):
    with pytest.raises(CommandError, match=sentence):
        run("create", "--user", person().email, "--name", "Import", *more)


def test_they_are_kept_for_ninety_days_after_their_end():
    user, now = person(), timezone.now()
    for expired, revoked in ((89, None), (91, None), (None, 89), (None, 91), (None, None)):
        make_key(user, name=f"{expired} {revoked}")
        grant = TokenGrant.objects.last()
        TokenGrant.objects.filter(pk=grant.pk).update(expires_at=expired and now - timedelta(days=expired))
        APIToken.objects.filter(pk=grant.token_id).update(revoked_at=revoked and now - timedelta(days=revoked))
    retention.prune(now)
    assert set(APIToken.objects.values_list("name", flat=True)) == {"89 None", "None 89", "None None"}
