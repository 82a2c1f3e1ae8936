"""A walk over every surface: gated content appears exactly where it may."""

import json
import re
from contextlib import closing

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from wagtail.models import Workflow

from tests.factories import make_user
from tests.gating.walk.rules import RULES, every_address, routes, undeclared
from tests.gating.walk.world import ALL, ASKERS, SENTENCES, World, make_world, revealed, see_pictures

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = make_world()
    see_pictures(made)
    return made


def test_every_route_has_a_rule():
    assert undeclared() == []


def test_every_rule_has_a_route():
    assert set(RULES) <= {name for _, name in routes()}


def test_the_world_has_a_sentence_for_every_piece(world):
    shown = set().union(*(address.shows for address in every_address(world)))
    assert shown == ALL == set(SENTENCES)


@pytest.mark.parametrize("name", ASKERS)
def test_gated_words_and_pictures_appear_exactly_where_they_may(world, name):
    asker, wrong = ASKERS[name](world), []
    for address in every_address(world):
        answer = asker.ask(address.url)
        shown, may = revealed(world, answer), address.may_show(asker.opens)
        if shown - may or (address.must and may - shown):
            wrong.append(f"{address.url} ({answer.status_code}) shows {shown or 'nothing'}, may show {may}")
        if shown and answer.get("Cache-Control") != "private, no-store":
            wrong.append(f"{address.url} may be kept by caches: {answer.get('Cache-Control')}")
        if answer.status_code >= 500 and address.url != "/ready/":  # 503 while no worker runs
            wrong.append(f"{address.url} failed")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", [name for name in ASKERS if name not in {"member", "grace", "network", "staff"}])
def test_no_other_way_of_asking_gets_around_the_rule(world, name):
    staff, asker, wrong = ASKERS["staff"](world), ASKERS[name](world), []
    for address in [address for address in every_address(world) if address.shows and address.must]:
        with closing(staff.ask(address.url)) as known:
            tag = known.get("ETag", '"none"')
        for method, headers in WAYS:
            asked = {key: value.format(tag=tag) for key, value in headers.items()}
            answer = asker.ask(address.url, method=method, **asked)
            may = address.may_show(asker.opens)
            if revealed(world, answer) - may or (not may and answer.status_code in {206, 304, 416}):
                wrong.append(f"{method} {address.url} {asked}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


WAYS = [
    ("head", {}),
    ("get", {"range": "bytes=0-99"}),
    ("get", {"range": "bytes=-99"}),
    ("get", {"range": "bytes=999999-"}),
    ("get", {"if-none-match": "{tag}"}),
    ("get", {"if-none-match": "*"}),
    ("get", {"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"}),
    ("get", {"if-range": "{tag}", "range": "bytes=0-9"}),
    ("get", {"accept-encoding": "gzip, br"}),
    ("get", {"x-forwarded-for": "203.0.113.9"}),
    ("get", {"x-real-ip": "203.0.113.9", "forwarded": "for=203.0.113.9"}),
    ("get", {"x-http-method-override": "GET", "x-original-url": "/admin/"}),
    ("post", {}),
    ("options", {}),
]


@pytest.mark.parametrize("name", ASKERS)
@pytest.mark.parametrize(
    ("word", "piece"), [("vivacious", "article"), ("quixotic", "archived"), ("canary+sings", "article")]
)
def test_a_search_finds_gated_words_for_those_only_who_read_everything(world, name, word, piece):
    asker = ASKERS[name](world)
    html = asker.ask(f"/search/?q={word}").content.decode()
    finds = getattr(world, piece).url in html
    assert finds is (asker.opens == ALL)
    assert ("1 result" in html) is finds
    assert ("Nothing found" in html) is not finds
    found = json.loads(asker.ask(f"/api/v3/search/?q={word}").content)
    assert [one["path"] for one in found["items"]] == [getattr(world, piece).url] * finds


@pytest.mark.parametrize("name", ["guest", "member", "lapsed", "author", "wrong institution"])
def test_no_page_of_the_desk_shows_more_than_its_reader_may_read(world, name):
    asker, wrong = ASKERS[name](world), []
    for url in desk(world):
        answer = asker.ask(url)
        if shown := revealed(world, answer) - asker.opens:
            wrong.append(f"{url} ({answer.status_code}) shows {shown}")
    assert not wrong, "\n".join(wrong)


def known_values(world: World) -> list[tuple[str, list[object]]]:
    """Return possible values of the parameters of the admin's routes."""
    return [
        (
            "page_id pk object_id page_pk page_to_move_id parent_page_id",
            [world.article.pk, world.archived.pk, world.issue.pk],
        ),
        ("image_id", [world.image.pk]),
        ("document_id doc_id", [world.document.pk]),
        ("revision_id", [world.article.latest_revision_id]),
        ("destination_id", [world.article.pk]),
        ("app_label app_name content_type_app_name", ["articles"]),
        ("model_name content_type_model_name", ["articlepage"]),
        ("action_name action", ["publish"]),
        ("filter_spec", ["original"]),
        ("revision_id_a", ["earliest"]),
        ("revision_id_b", ["latest"]),
        ("uidb64 token", ["x"]),
    ]


def desk(world: World) -> list[str]:
    """Return all URLs of the admin that can be built from existing objects."""
    known = {name: values for names, values in known_values(world) for name in names.split()}
    urls = []
    for route, _ in routes():
        if route.startswith("admin/") and route not in MADE_TO_FAIL:
            names = re.findall(r"<(?:\w+:)?(\w+)>", route)
            for number in range(3):
                filled = {key: pick(known.get(key, [1]), number) for key in names}
                urls.append(fill(route, filled))
                if not names:
                    break
    return list(dict.fromkeys(urls))


MADE_TO_FAIL = {"admin/failwhale/"}


def pick(values: list[object], number: int) -> object:
    return values[min(number, len(values) - 1)]


def fill(route: str, values: dict[str, object]) -> str:
    """Return a route with its parameters filled in."""
    url = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda found: str(values[found[1]]), route)
    url = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), url)
    return "/" + url.replace("^", "").replace("$", "").replace("\\.", ".")


def test_no_mail_quotes_a_gated_text(world):
    editor = make_user("edda@dimensions.example")
    editor.groups.add(Group.objects.get(name="Editor"))
    asker = ASKERS["author"](world)
    world.article.save_revision()
    Workflow.objects.get(name="Editorial review").start(world.article, make_user("ana@birdhouse.example"))
    assert asker
    assert mail.outbox
    written = "\n".join(f"{message.subject}\n{message.body}\n{message.alternatives}" for message in mail.outbox)
    assert not [sentence for sentence in SENTENCES.values() if sentence in written]
