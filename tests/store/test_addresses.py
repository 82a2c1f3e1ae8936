"""The path of a stored page follows from its URL, and never leaves the store."""

from pathlib import PurePosixPath

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from page_store.policy.addresses import Address, requested_address
from tests.store.reader import environ_of

SEGMENTS = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(["..", ".", "", "...", ",", "%2e"])
PATHS = st.lists(SEGMENTS, max_size=6).map("/".join)
HOSTS = st.sampled_from(["testserver", "a.b", "[::1]", ".", "..", "a.."]) | st.text(max_size=20)
QUERIES = st.text(st.sampled_from("page=&1%./,;"), max_size=20)


@given(PATHS, HOSTS, QUERIES)
def test_no_address_leads_out_of_its_host(path: str, host: str, query: str):
    environ = environ_of("/", host=host) | {
        "PATH_INFO": f"/{path}".encode().decode("latin-1"),
        "QUERY_STRING": query,
    }
    with override_settings(ALLOWED_HOSTS=[host.lower()], PAGE_STORE_PORT=80):
        address = requested_address(environ)
    if address:
        kept = address.canonical(None) or address.plain
        parts = PurePosixPath(kept.file).parts
        assert parts[:2] == ("http", host)
        assert not {"..", "."} & set(kept.file.split("/"))
        assert "\0" not in kept.file


@given(PATHS, PATHS, QUERIES, QUERIES)
def test_different_pages_lie_in_different_files(one: str, other: str, query: str, other_query: str):
    first, second = Address("http", "a", f"/{one}", query), Address("http", "a", f"/{other}", other_query)
    kept, other_kept = first.canonical(None), second.canonical(None)
    if kept and other_kept and kept != other_kept:
        assert kept.file != other_kept.file


@pytest.mark.parametrize(
    ("query", "read", "leads_to"),
    [
        ("", [], ""),
        ("utm_source=letter", [], ""),
        ("utm_source=letter", ["page", "q"], ""),
        ("page=2", ["page", "q"], "page=2"),
        ("page=2&utm_source=letter", ["page"], "page=2"),
        ("page=2", [], ""),
        ("page=0", ["page"], None),
        ("page=02", ["page"], None),
        ("page=10000", ["page"], None),
        ("page=2&page=3", ["page"], None),
        ("q=tide", ["page", "q"], None),
        ("q=", ["q"], None),
        ("utm_source=letter", None, None),
        ("page=2", None, "page=2"),
    ],
)
def test_a_query_leads_to_the_page_with_the_same_content(query, read, leads_to):
    same = Address("https", "magazine.example", "/trends/", query).canonical(read)
    assert (same.query if same else None) == leads_to


@pytest.mark.parametrize(
    "changed",
    [
        {"REQUEST_METHOD": "POST"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"HTTP_COOKIE": "theme=dark; staff=1"},
        {"HTTP_HOST": "Bad Host"},
        {"HTTP_HOST": ""},
        {"PATH_INFO": "/a//b/"},
        {"PATH_INFO": "/a/../b/"},
        {"PATH_INFO": "/\xff"},
        {"PATH_INFO": "/" + "a" * 700},
        {"PATH_INFO": "*"},
    ],
)
def test_what_no_stored_page_answers(changed):
    assert requested_address(environ_of("/") | changed) is None


def test_a_proxy_tells_the_scheme():
    assert requested_address(environ_of("/", x_forwarded_proto="https")).scheme == "https"
    assert requested_address(environ_of("/", x_forwarded_proto="ftp")).scheme == "http"
    assert requested_address(environ_of("/", scheme="https")).scheme == "https"


@pytest.mark.parametrize(
    ("host", "is_stored"),
    [
        ("magazine.example", True),
        ("magazine.example:8443", True),
        ("xn--caf-dma.example", True),
        ("[2001:db8::7]:8443", True),
        ("MaGaZiNe.ExAmPlE", False),
        ("magazine.example:443", False),
        ("magazine.example:08443", False),
        ("magazine.example.", False),
        ("www.wild.example", False),
        (".wild.example", False),
        ("*", False),
        ("", False),
    ],
)
def test_a_page_is_stored_under_the_spelling_of_the_settings_alone(settings, host, is_stored):
    settings.ALLOWED_HOSTS = ["Magazine.example", "xn--caf-dma.example", "[2001:db8::7]", ".wild.example", "*"]
    settings.PAGE_STORE_PORT = 8443
    assert bool(requested_address(environ_of("/", host=host))) == is_stored
