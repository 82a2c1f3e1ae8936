"""A cookie leads past the store: in the application and in the rules for the web servers in front."""

from pathlib import Path

import pytest

from members.accounts.desk_access import STAFF_COOKIE
from page_store.policy import addresses
from page_store.policy.addresses import register_bypass_cookie, requested_address
from tests.store.reader import environ_of

DEPLOY = Path(__file__).parents[2] / "deploy"
RULES = {
    "nginx/page_store.http.conf": rf'(?!(.*; *)?{STAFF_COOKIE}=)" current;',
    "caddy/Caddyfile": rf"not header_regexp Cookie (^|;\s*){STAFF_COOKIE}=",
}


def test_a_registered_cookie_leads_past_the_store(monkeypatch):
    monkeypatch.setattr(addresses, "_bypass_cookies", set())
    asked = environ_of("/") | {"HTTP_COOKIE": "theme=dark; preview=1"}
    assert requested_address(asked)

    register_bypass_cookie("preview")
    assert requested_address(asked) is None


@pytest.mark.parametrize("file", RULES)
def test_the_web_servers_name_the_cookie_of_staff(file):
    assert RULES[file] in (DEPLOY / file).read_text()


def test_the_store_itself_knows_of_no_staff():
    code = Path(addresses.__file__).parents[1].rglob("*.py")
    assert not [path for path in code if "staff" in path.read_text().casefold()]
