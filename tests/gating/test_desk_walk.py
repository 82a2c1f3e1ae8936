"""A walk over every URL of the desk: nobody sees the titles of others' drafts."""

import re

import pytest

from tests.factories import make_key, make_user
from tests.gating.walk.desk import (
    CANARY,
    EXPORT,
    IN_THE_ARCHIVE,
    UNREACHED,
    addresses,
    logged_in,
    make_desk,
    with_query,
    with_role,
)

pytestmark = pytest.mark.django_db
MAY_NOT_SEE = {
    "Author": f"{CANARY}|{IN_THE_ARCHIVE}",
    "Archivist": CANARY,
    "Membership manager": f"{CANARY}|{IN_THE_ARCHIVE}",
}
# Where permitted users find a piece; each was once visible to everybody at the desk.
LISTS = {
    "admin/",
    "admin/articles/",
    "admin/pages/search/",
    "admin/pages/<int:parent_page_id>/",
    "admin/choose-page/search/",
    "admin/choose-page/chosen-multiple/",
    "admin/reports/site-history/",
    "admin/reports/workflow/",
    "admin/reports/page-types-usage/",
}


@pytest.fixture
def desk():
    return make_desk()


def asked(client, desk, url):
    """Request a URL plainly, then as a search or a chooser, and its table where it offers one."""
    plain = client.get(url)
    yield url, plain
    if plain.status_code == 200 or "bulk" in url or "find" in url:
        yield (queried := with_query(desk, url)), client.get(queried)
    if plain.status_code == 200 and b"export=csv" in plain.getvalue():
        yield url + EXPORT, client.get(url + EXPORT)


def is_reached(client, desk, url):
    return any(answer.status_code in {200, 302, 400, 405} for _url, answer in asked(client, desk, url))


def test_every_address_is_reached_or_said_not_to_be(desk):
    client = logged_in(make_user("root@magazine.example", is_superuser=True))
    assert {route for route, url in addresses(desk) if not is_reached(client, desk, url)} == set(UNREACHED)


@pytest.mark.parametrize("role", MAY_NOT_SEE)
def test_no_address_of_the_desk_names_what_others_prepare(desk, role):
    client, wrong = logged_in(with_role(role)), []
    for _route, url in addresses(desk):
        for way, answer in asked(client, desk, url):
            text = answer.getvalue().decode(errors="replace") + answer.get("Location", "")
            if found := re.search(MAY_NOT_SEE[role], text, re.IGNORECASE):
                wrong.append(f"{way} ({answer.status_code}): {found[0]}")
    assert not wrong, "\n".join(wrong)


def test_an_editor_finds_all_of_it_where_it_belongs(desk):
    client, found = logged_in(with_role("Editor")), set()
    for route, url in [(route, url) for route, url in addresses(desk) if route in LISTS]:
        if any(CANARY in answer.getvalue().decode() for _url, answer in asked(client, desk, url)):
            found.add(route)
    assert found == LISTS


@pytest.mark.parametrize("role", MAY_NOT_SEE)
def test_no_token_lists_what_others_prepare(client, desk, role):
    key = make_key(with_role(role))
    addresses = [
        "/api/v3/pages/",
        *(f"/api/v3/pages/{page.pk}/{more}" for page in desk.pages for more in ("", "revisions/")),
    ]
    answers = [client.get(url, headers={"authorization": f"Bearer {key}"}).content.decode() for url in addresses]
    assert not [answer for answer in answers if re.search(MAY_NOT_SEE[role], answer)]
