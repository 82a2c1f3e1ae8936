"""A page is rendered once, and never shown after it has changed."""

import gzip
import threading
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest
from django.db import connection, transaction

from articles.models import ArticlePage
from page_store.models import Change
from page_store.policy.addresses import requested_address
from page_store.storage import files, generations
from tests.factories import make_article, make_section
from tests.store.reader import Site, commit

PUBLIC = [
    *("/", "/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"),
    *("/sitemap.xml", "/sitemap-pages.xml", "/robots.txt"),
]
LISTS = ["/api/v3/articles/", "/contributors/", "/trends/", "/institutions/", "/feeds/"]


@pytest.mark.parametrize("path", [*PUBLIC, *LISTS])
def test_the_second_reader_gets_what_the_first_one_got(site: Site, path: str):
    make_article("A tide table")
    commit()
    first, second = site.get(path), site.get(path)

    assert (first.status, first.rendered, second.rendered) == (200, True, False)
    assert second.body == first.body == site.fresh(path).body
    assert first.headers == second.headers


def test_a_published_change_shows_at_once(site: Site):
    article = make_article("Before")
    commit()
    assert "Before" in site.get(article.url).text

    article.title = "Afterwards"
    article.save_revision().publish()
    commit()

    assert "Afterwards" in site.get(article.url).text
    assert "Afterwards" in site.get("/").text


def test_a_draft_leaves_the_store_as_it_is(site: Site):
    article = make_article("Published")
    commit()
    site.get(article.url)

    article.title = "Not yet"
    article.save_revision()
    commit()

    assert not site.get(article.url).rendered


def test_what_writes_past_the_models_is_noticed(site: Site):
    article = make_article("Before")
    commit()
    site.get(article.url)

    ArticlePage.objects.filter(pk=article.pk).update(title="Written in one go")
    commit()

    assert "Written in one go" in site.get(article.url).text


def take_back(article: ArticlePage) -> None:
    """Change an article, and undo it before it is saved for good."""
    with transaction.atomic():
        ArticlePage.objects.filter(pk=article.pk).update(title="Goes")
        transaction.set_rollback(True)


def test_a_change_that_is_taken_back_leaves_the_store_as_it_is(site: Site):
    article = make_article("Stays")
    commit()
    site.get(article.url)

    take_back(article)
    commit()

    assert not site.get(article.url).rendered


def test_a_change_after_one_that_was_taken_back_is_noticed(site: Site):
    article = make_article("Before")
    commit()
    site.get(article.url)

    take_back(article)
    ArticlePage.objects.filter(pk=article.pk).update(title="Afterwards")
    commit()

    assert "Afterwards" in site.get(article.url).text


def test_a_slow_rendering_does_not_outlive_a_change(site: Site):
    article = make_article("Before")
    commit()
    render, once = site.application, iter([True])

    def overtaken(environ, start_response):
        """Answer with the state before a change that is made in the meantime."""
        response = render(environ, start_response)
        if next(once, False):
            ArticlePage.objects.filter(pk=article.pk).update(title="Afterwards")
            commit()
        return response

    site.application = overtaken
    assert "Before" in site.get(article.url).text

    assert "Afterwards" in site.get(article.url).text
    assert "Afterwards" in site.get(article.url).text


def test_a_change_during_the_rendering_is_not_written_under_the_new_generation(site: Site, monkeypatch):
    article = make_article("Before")
    commit()
    write, once = files.write, iter([True])

    def overtaken(*arguments, **options):
        if next(once, False):
            ArticlePage.objects.filter(pk=article.pk).update(title="Afterwards")
            commit()
        write(*arguments, **options)

    monkeypatch.setattr(files, "write", overtaken)
    assert "Before" in site.get(article.url).text
    assert "Afterwards" in site.get(article.url).text


def test_parameters_that_nobody_looks_at_lead_to_the_same_page(site: Site, store):
    article = make_article()
    commit()
    site.get(article.url)
    files = set(store.rglob("*"))

    junk = site.get(f"{article.url}?utm_source=letter&fbclid=42&page=7")

    assert not junk.rendered
    assert junk.body == site.get(article.url).body
    assert set(store.rglob("*")) == files


@pytest.mark.parametrize(
    ("accepted", "coding", "decode"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_a_client_gets_a_coding_that_it_knows(site: Site, accepted, coding, decode):
    whole = site.get("/").body
    answer = site.get("/", accept_encoding=accepted)

    assert not answer.rendered
    assert answer.headers.get("Content-Encoding") == coding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    assert decode(answer.body) == whole


def test_a_client_that_has_it_gets_nothing_again(site: Site):
    site.get("/")
    etag = site.get("/").headers["ETag"]

    again = site.get("/", if_none_match=f'"other", W/{etag}')

    assert (again.status, again.body, again.rendered) == (304, b"", False)
    assert again.headers["ETag"] == etag
    assert site.get("/", if_none_match='"other"').status == 200


@pytest.mark.parametrize("coding", ["", "gzip", "br"])
@pytest.mark.parametrize("form", ["{}", "W/{}", "{bare}", '"{bare}-gzip"', '"{bare};gzip"', '"{bare}-br"', '"x", {}'])
def test_a_tag_that_was_mangled_on_its_way_is_known_again(site: Site, coding: str, form: str):
    etag = site.get("/feeds/rss.xml", accept_encoding=coding).headers["ETag"]
    condition = form.format(etag, bare=etag.strip('"'))

    for accepted in ("", "gzip", "br"):
        again = site.get("/feeds/rss.xml", accept_encoding=accepted, if_none_match=condition)
        assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("condition", ['""', '"-"', "-", '"f{}"', '"0{}"'])
def test_another_tag_is_another_content(site: Site, condition: str):
    etag = site.get("/feeds/rss.xml").headers["ETag"].strip('"')

    assert site.get("/feeds/rss.xml", if_none_match=condition.format(etag)).status == 200


def test_a_question_for_the_head_alone_fills_the_store(site: Site):
    head = site.get("/feeds/rss.xml", method="HEAD")
    whole = site.get("/feeds/rss.xml")

    assert (head.status, head.body, head.headers) == (200, b"", whole.headers)
    assert not whole.rendered


def test_a_feed_that_has_not_changed_is_not_sent_again_after_a_change_elsewhere(site: Site):
    site.get("/feeds/rss.xml")
    etag = site.get("/feeds/rss.xml").headers["ETag"]
    make_section("Elsewhere")
    commit()
    site.get("/feeds/rss.xml")

    assert site.get("/feeds/rss.xml", if_none_match=etag).status == 304


def test_a_question_for_the_head_only_is_answered_from_the_store(site: Site):
    whole = site.get("/")
    head = site.get("/", method="HEAD")

    assert (head.status, head.body, head.rendered) == (200, b"", False)
    assert int(head.headers["Content-Length"]) == len(whole.body)


def test_a_question_for_a_part_gets_the_whole(site: Site):
    assert site.get("/", range="bytes=0-9").body == site.get("/", range="bytes=0-9").body == site.get("/").body


def test_hosts_and_schemes_are_told_apart(site: Site):
    for request in ({}, {"host": "localhost"}, {"scheme": "https"}):
        assert site.get("/", **request).rendered
        assert not site.get("/", **request).rendered
    assert 'href="https://testserver/"' in site.get("/", scheme="https").text
    assert 'href="http://localhost/"' in site.get("/", host="localhost").text


def test_many_readers_of_a_cold_page_cost_one_rendering(site: Site):
    page = site.get("/")
    commit_new_generation()
    doors, calls = threading.Barrier(8), []

    def slow(environ, start_response):
        calls.append(1)
        folder = generations.root() / generations.served_generation()
        address = requested_address(environ)
        head = files.StoredPage("html", [["Content-Type", "text/html; charset=utf-8"]], 1, [])
        files.write(folder, address, head, page.body)
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [page.body]

    crowd = Site(slow)

    def read(_number: int) -> bytes:
        doors.wait(10)
        return crowd.get("/").body

    with ThreadPoolExecutor(8) as readers:
        bodies = list(readers.map(read, range(8)))
    assert bodies == [page.body] * 8
    assert len(calls) == 1


def commit_new_generation() -> None:
    make_section("Another")
    commit()


def test_one_record_stands_for_all_changes_of_a_transaction(site: Site):
    before = Change.objects.count()
    with transaction.atomic():
        for number in range(3):
            make_section(f"Section {number}")
    commit()
    assert Change.objects.count() == before + 1
    assert connection.run_on_commit == []
