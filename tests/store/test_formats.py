"""The rules of web servers name the formats and headers that are stored, and only those."""

import re

from dimensions.http.content_security_policy import PUBLIC, write_policy
from dimensions.http.permissions_policy import POLICY
from page_store.middleware import HEADERS
from page_store.policy.formats import DATED, EXTENSIONS, HTML
from tests.stack.caddy import CADDYFILE
from tests.stack.nginx import RULES


def test_nginx_knows_the_types_that_are_stored():
    rules = (RULES / "page_store.server.conf").read_text()
    types = re.search(r"types \{(.+?)\}", rules, re.DOTALL)
    assert types
    assert dict(re.findall(r'"(.+?)"\s+(\w+);', types[1])) == EXTENSIONS
    rules += (RULES / "page_store.headers.conf").read_text()
    added = {name.lower() for name in re.findall(r"add_header (\S+)", rules)}
    assert added - {"last-modified", "vary"} == HEADERS - {"content-type", "content-length"}


def test_caddy_knows_the_types_that_are_stored():
    types = re.search(r"map \{path\} \{type\} \{(.+?)\n\t\}", CADDYFILE.read_text(), re.DOTALL)
    assert types
    named = {content_type: extension for extension, content_type in re.findall(r'~\\.(\w+)\$ "(.+?)"', types[1])}
    served = {known: ending for known, ending in EXTENSIONS.items() if known not in DATED}  # feeds are passed on
    assert named | {HTML.content_type: HTML.extension} == served
    assert f'default "{HTML.content_type}"' in types[1]


def test_web_servers_repeat_the_policy_of_public_pages():
    for policy in (f'Content-Security-Policy "{write_policy(PUBLIC)}"', f'Permissions-Policy "{POLICY}"'):
        assert policy in (RULES / "page_store.headers.conf").read_text()
        assert policy in CADDYFILE.read_text()
