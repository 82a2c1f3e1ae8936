"""Feed health from the access log: subscribers, politeness, failures."""

import gzip
import re

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from base.background.outcomes import OutsideError
from subscriptions.health import figures
from subscriptions.health.access_log import read_logs
from subscriptions.health.figures import count_feeds
from subscriptions.models import FailedPush, FeedFigures
from tests.factories import make_user

pytestmark = pytest.mark.django_db
FEEDLY = "Feedly/1.0 (+http://www.feedly.com/fetcher.html; {} subscribers; like FeedFetcher-Google)"
LINE = '{client} - - [28/Nov/2026:23:07:25 +0000] "{method} {path} HTTP/1.1" {status} 512 "-" "{agent}"\n'


def line(path: str = "/feeds/rss.xml", status: int = 200, agent: str = "NetNewsWire", **fields: str) -> str:
    return LINE.format(**{"client": "198.51.100.7", "method": "GET"} | fields, path=path, status=status, agent=agent)


@pytest.fixture
def log(tmp_path):
    return tmp_path / "access.log"


def test_aggregators_say_for_how_many_and_apps_count_once_each(log):
    lines = [line(agent=FEEDLY.format(number)) for number in (40, 41, 42)]
    lines += [line(), line(status=304), line(client="203.0.113.9"), line(agent="Inoreader/1.0; 7 subscribers")]
    log.write_text("".join(lines))
    feeds, strange = read_logs([log])
    assert (feeds["/feeds/"].subscribers, strange) == (42 + 7 + 2, 0)
    assert (feeds["/feeds/"].polls, feeds["/feeds/"].share_unchanged) == (7, 14)


def test_formats_of_a_feed_are_one_feed_and_other_pages_are_none(log):
    paths = ["/feeds/trends/play/rss.xml", "/feeds/trends/play/atom.xml?x=1", "/feeds/trends/play/feed.json"]
    others = ["/", "/feeds/", "/feeds/2026/05/rss.xml", "/personal/feed/...", "/corrections/"]
    log.write_text("".join(line(path) for path in [*paths, *others, "/corrections/rss.xml"]))
    feeds, _strange = read_logs([log])
    assert {folder: health.polls for folder, health in feeds.items()} == {"/feeds/trends/play/": 3, "/corrections/": 1}


def test_packed_logs_are_read_and_strange_lines_are_counted(log, capsys):
    packed = log.with_suffix(".log.gz")
    packed.write_bytes(gzip.compress(line().encode() + b'\xff\xfe "GET /feeds/rss.xml\n'))
    FailedPush.objects.create(topic="/feeds/rss.xml", reason="hub.example answered 500")
    call_command("feed_health", packed)
    said = capsys.readouterr().out
    assert "1 lines are in no format that is known here" in said
    assert "Failed pushes in the last month: 1. The last one: /feeds/rss.xml: hub.example answered 500" in said
    assert "/feeds/" in said.splitlines()[1]


def test_a_log_that_is_not_there_is_said(log):
    with pytest.raises(CommandError, match=r"access\.log cannot be read: No such file"):
        call_command("feed_health", log)


def test_a_file_that_is_no_access_log_is_said(log, settings):
    log.write_text("# Changelog\n\nNothing\n")
    with pytest.raises(CommandError, match=r"^None of 3 lines of .*access\.log is in the combined log format"):
        call_command("feed_health", log)
    settings.ACCESS_LOG = str(log)
    with pytest.raises(OutsideError, match=r"^ACCESS_LOG: None of 3 lines of .*access\.log is in the combined"):
        count_feeds.call()


@pytest.mark.parametrize(
    "text", ["", line(method="POST"), line().replace("GET /feeds/rss.xml HTTP/1.1", r"\x16\x03\"")]
)
def test_a_log_without_feeds_is_a_log(log, text, capsys):
    log.write_text(text)
    call_command("feed_health", log)
    assert "Personal feeds in use: 0." in capsys.readouterr().out


REPORT = "/admin/reports/feed-health/"


@pytest.fixture
def managing_editor(client):
    user = make_user("managing@magazine.example")
    user.groups.add(Group.objects.get(name="Managing editor"))
    client.force_login(user)
    return client


def test_managing_editors_see_what_the_log_says(managing_editor, log, settings):
    settings.ACCESS_LOG, settings.WEBSUB_HUB = str(log), "https://hub.example/"
    log.write_text(line(agent=FEEDLY.format(42)) + line(status=304) + line("/feeds/trends/play/atom.xml", status=503))
    FailedPush.objects.create(topic="/feeds/rss.xml", reason="hub.example answered 500")
    count_feeds.call()
    said = " ".join(managing_editor.get(REPORT).content.decode().split())
    assert re.search(r"<td ?> 43 </td>", said)
    assert "50 %" in said
    assert "/feeds/trends/play/" in said
    assert "1 failed push in the last month" in said
    assert "hub.example answered 500" in said
    assert "0 feeds have changed since the hub was told" in said


def test_an_empty_report_says_where_the_log_should_be(managing_editor, log, settings):
    assert "sets ACCESS_LOG to its path" in managing_editor.get(REPORT).content.decode()
    settings.ACCESS_LOG = str(log)
    assert "cannot be read" in managing_editor.get(REPORT).content.decode()
    log.touch()
    text = managing_editor.get(REPORT).content.decode()
    assert "cannot be read" not in text
    assert f"as far as <code>{log}</code> tells" in text


@pytest.mark.parametrize("role", ["Author", "Editor", "Archivist", "Membership manager"])
def test_nobody_else_sees_it(client, role):
    user = make_user("somebody@magazine.example")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    assert client.get(REPORT).status_code in {302, 403}
    assert "Feed health" not in client.get("/admin/").content.decode()


def test_the_page_costs_the_same_however_many_feeds_there_are(managing_editor, django_assert_max_num_queries):
    counted = {"subscribers": 1, "polls": 2, "unchanged": 1, "failed": 0}
    managing_editor.get(REPORT)
    with CaptureQueriesContext(connection) as before:
        managing_editor.get(REPORT)
    FeedFigures.objects.bulk_create(FeedFigures(path=f"/feeds/trends/t{number}/", **counted) for number in range(400))
    with django_assert_max_num_queries(len(before) + 1):
        page = managing_editor.get(REPORT)
    assert page.content.count(b"<meter") == 50


def test_the_log_is_counted_once_an_hour_and_only_its_end(log, settings, monkeypatch):
    begun = []
    monkeypatch.setattr(figures, "enqueue_in_transaction", begun.append)
    figures.begin_counting(timezone.now())
    assert not begun, "nobody has said where the log is"
    settings.ACCESS_LOG = str(log)
    figures.begin_counting(timezone.now())
    monkeypatch.setattr(figures, "MOST_BYTES", 1000)
    log.write_text(line("/feeds/trends/old/rss.xml") * 90 + line() * 3)
    count_feeds.call()
    figures.begin_counting(timezone.now())
    assert begun == [count_feeds]
    found = dict(FeedFigures.objects.values_list("path", "polls"))
    assert found["/feeds/"] == 3
    assert found["/feeds/trends/old/"] < 9


def test_a_count_replaces_the_last_one_and_a_failing_one_leaves_it(log, settings):
    settings.ACCESS_LOG = str(log)
    for path in ("/feeds/rss.xml", "/corrections/rss.xml"):
        log.write_text(line(path))
        count_feeds.call()
    log.unlink()
    with pytest.raises(OutsideError, match=r"ACCESS_LOG: .* cannot be read: No such file"):
        count_feeds.call()
    assert [counted.path for counted in FeedFigures.objects.all()] == ["/corrections/"]
