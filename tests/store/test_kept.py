"""The limits of the store: which responses it keeps, and how many."""

import json
import re
import shutil

import pytest
from django.test import Client

from page_store.storage import files
from tests.factories import make_article, make_member, make_section, make_site, make_trend, make_user
from tests.store.reader import Site, commit


def test_nobody_can_invent_hosts(site: Site, settings, store):
    settings.ALLOWED_HOSTS = ["*"]
    assert site.get("/", host="invented.example").status == 200

    assert not list(store.rglob("*.html"))


def test_one_site_has_one_folder_whatever_clients_call_it(site: Site, settings, store):
    settings.ALLOWED_HOSTS, settings.PAGE_STORE_PORT = ["magazine.example", ".wild.example"], None
    expected = site.get("/", host="magazine.example").body
    for host in ("MaGaZiNe.ExAmPlE", "magazine.example.", "www.wild.example"):
        assert site.get("/", host=host).rendered
        site.get("/feeds/rss.xml", host=host)
    for port in range(1, 101):
        assert site.get("/", host=f"magazine.example:{port}").status == 200

    assert [folder.name for folder in store.glob("current/http*/*")] == ["magazine.example"]
    assert not site.get("/", host="magazine.example").rendered
    assert site.get("/", host="magazine.example").body == expected
    assert b'<link rel="canonical" href="http://magazine.example/"' in expected
    assert b"ExAmPlE" not in site.get("/feeds/rss.xml", host="magazine.example").body


@pytest.mark.parametrize("path", ["/missing/", "/admin/login/", "/accounts/login/", "/health/", "/search/"])
def test_errors_forms_and_reports_are_not_kept(site: Site, path: str):
    assert site.get(path).rendered
    assert site.get(path).rendered or path == "/search/"


def test_a_gated_piece_is_not_kept(site: Site, store):
    article = make_article("For members", access="members")
    commit()

    assert site.get(article.url).rendered
    assert site.get(article.url).rendered
    assert not list(store.rglob("*.html"))


def test_what_a_member_or_a_program_gets_is_not_kept(site: Site, store):
    client = Client()
    client.force_login(make_member())
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    commit()

    assert site.get("/", cookie=cookie).status == 200
    site.get("/api/v3/articles/", authorization="Bearer unknown")
    assert not list(store.rglob("*.head"))

    site.get("/")
    assert not site.get("/", cookie=cookie).rendered, "the page is the same for a member"


def test_staff_see_their_bar_past_the_store(site: Site, client):
    client.force_login(make_user("editor@dimensions.example", is_superuser=True))
    client.get("/admin/")
    assert client.cookies["staff"]["httponly"]
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    commit()
    site.get("/")

    assert "wagtail-userbar" in site.get("/", cookie=cookie).text
    assert "wagtail-userbar" not in site.get("/").text


def test_a_browser_without_a_session_is_no_longer_marked(client, store, db):
    make_site()
    client.cookies["staff"] = "1"

    assert client.get("/").cookies["staff"]["max-age"] == 0


def test_what_is_stored_of_the_api_is_open_to_scripts_on_any_host(site: Site, store):
    """The web servers' rules declare it for everything stored."""
    described = json.loads(site.get("/api/v3/openapi.json").text)["paths"]
    for path in described:
        site.get(path)

    heads = {file.parent.name: json.loads(file.read_text()) for file in store.rglob("api/v3/**/,.head")}
    assert {"articles", "redirects"} <= set(heads)
    assert all(["Access-Control-Allow-Origin", "*"] in head["headers"] for head in heads.values())


def test_a_lost_folder_loses_only_speed(site: Site, store):
    before = site.get("/").body
    shutil.rmtree(store)

    assert site.get("/").body == before
    assert not site.get("/").rendered


def test_a_full_store_keeps_no_more(site: Site, settings, store):
    settings.PAGE_STORE_MEGABYTES = 0
    assert site.get("/").status == 200
    assert not list(store.rglob("*.html"))


def test_further_pages_of_lists_do_not_crowd_out_the_rest(site: Site, settings, store, monkeypatch):
    settings.PAGE_STORE_MEGABYTES = 1
    monkeypatch.setattr(files, "LOW_PRIORITY_SHARE", 0)
    for _ in range(14):
        make_article()
    commit()
    section = make_section().url
    further = re.findall(r'href="([^"]+before/[^"]+)"', site.get(section).text)[0]

    assert site.get(further).rendered
    assert site.get(further).rendered
    assert not site.get(section).rendered


def test_a_disk_that_fails_costs_only_speed(site: Site, monkeypatch, caplog):
    def fail(*arguments, **options):
        raise OSError("No space left on device")

    monkeypatch.setattr(files, "write", fail)
    assert site.get("/").status == 200
    assert "could not keep" in caplog.text


def test_pages_of_a_list_are_kept_and_searches_are_not(site: Site):
    commit()
    for _ in range(2):
        plain, second, search = (site.get(f"/institutions/{query}") for query in ("", "?page=1", "?q=tide"))

    assert [plain.rendered, second.rendered, search.rendered] == [False, False, True]
    assert site.get("/search/?q=tide").rendered
    assert site.get("/search/?q=tide").rendered


@pytest.mark.parametrize(
    ("query", "is_kept"),
    [
        ("section=features", True),
        ("limit=5&section=features", True),
        ("section=features&limit=5", False),  # the same in another order, under which a web server would not find it
        ("kind=news&ordering=published_at&year=2024", True),
        ("trend=play%2Cco-design", True),
        ("fields=title", False),
        ("limit=5&offset=20", False),
        ("gated=true", False),
        (f"trend={'play%2C' * 14}play", True),
        (f"section={'a' * 61}", False),
    ],
)
def test_usual_lists_of_the_api_are_kept(site: Site, query, is_kept):
    make_article(trends=[make_trend("Play"), make_trend("Co-design")])
    commit()
    first = site.get(f"/api/v3/articles/?{query}")
    again = site.get(f"/api/v3/articles/?{query}")
    assert again.rendered is not is_kept
    if first.status == 200:
        assert first.headers["Cache-Control"] == "no-cache"


def test_a_kept_list_goes_on_in_kept_pages_until_something_changes(site: Site):
    for _ in range(3):
        make_article()
    commit()
    following = json.loads(site.get("/api/v3/articles/?limit=2").text)["next"].removeprefix("http://testserver")
    assert site.get(following).rendered
    assert not site.get(following).rendered
    make_article("News")
    commit()
    assert site.get(following).rendered


def test_a_page_is_not_filled_by_parameters_that_nobody_looks_at(site: Site, store):
    article = make_article()
    commit()
    for number in range(5):
        assert site.get(f"{article.url}?page={number}&junk={number}").status == 200

    assert not list(store.rglob("*.html"))
