"""The examples of docs/api.md do what the page says."""

import argparse
import re
import shlex
import urllib.parse
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from articles.models import ArticlePage, TrendSynonym
from tests.factories import (
    DAY,
    make_archived_article,
    make_article,
    make_contributor,
    make_issue,
    make_key,
    make_section,
    make_trend,
)

pytestmark = pytest.mark.django_db

PAGE = Path(settings.CHECKOUT) / "docs" / "api.md"
BLOCKS = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)
COMMANDS = [command for block in BLOCKS for command in re.split(r"^(?=curl )", block, flags=re.MULTILINE) if command]

CURL = argparse.ArgumentParser()
CURL.add_argument("-X", dest="method", default="GET")
CURL.add_argument("-H", dest="headers", action="append", default=[])
CURL.add_argument("-d", dest="data", default="")
CURL.add_argument("-G", dest="in_query", action="store_true")
CURL.add_argument("--data-urlencode", dest="field", default="")
CURL.add_argument("url")


def run(command, **variables):
    """Run the equivalent of a curl command, with the variables of a shell."""
    for name, value in variables.items():
        command = command.replace(f"${name}", str(value))
    _curl, *words = shlex.split(command)
    asked = CURL.parse_args(words)
    address = urllib.parse.urlsplit(asked.url)
    name, _equals, value = asked.field.partition("=")
    query = address.query or (urllib.parse.urlencode({name: value}) if name else "")
    return Client().generic(
        asked.method,
        f"{address.path}?{query}",
        asked.data,
        content_type="application/json",
        headers=dict(header.split(": ", 1) for header in asked.headers),
    )


@pytest.fixture
def variables(person):
    """The values of the variables in the examples."""
    start = timezone.now() + DAY
    make_article("Night opening", kind="event", event_starts_at=start, event_ends_at=start)
    rhoda, trend = make_contributor("Rhoda MacAskill"), make_trend("Community science")
    trend.synonyms.add(TrendSynonym(name="Citizen science"))
    trend.save()
    article = make_article("The broken button", authors=[rhoda], trends=[trend])
    make_archived_article(issue=make_issue(year=2019), authors=[rhoda])
    key = make_key(person("Author"))
    return {
        "TOKEN": key,
        "SECTION": make_section("Features").pk,
        "CONTRIBUTOR": rhoda.pk,
        "PREVIEW": article.create_page_preview().token,
    }


def test_page_has_examples():
    assert len(COMMANDS) == 17


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.splitlines()[0][-60:])
def test_example_works(command, variables):
    answer = run(command, **variables)
    assert answer.status_code in {200, 201}, answer.content
    assert answer.json().get("count", 1)


def test_example_of_writing_makes_the_draft_it_shows(variables):
    [command] = [command for command in COMMANDS if "POST" in command]
    draft = ArticlePage.objects.get(pk=run(command, **variables).json()["id"])
    assert not draft.live
    assert [str(credit) for credit in draft.credits.all()] == ["Author: Rhoda MacAskill"]
    assert [trend.name for trend in draft.trends.all()] == ["Community science"]
    assert "<b>ebb</b>" in str(draft.body)
