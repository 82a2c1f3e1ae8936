"""How the feeds are doing, from the access log: subscribers, politeness, failures."""

import gzip

import pytest
from django.core.management import CommandError, call_command

from subscriptions.health.access_log import read_logs
from subscriptions.models import FailedPush

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
