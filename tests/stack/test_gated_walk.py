"""The gated walk with the page store on, through nginx and the front of the application."""

from pathlib import Path

import pytest

from tests.gating import test_walk
from tests.gating.walk import world as walk
from tests.gating.walk.rules import every_address
from tests.gating.walk.world import ASKERS, World, make_world, see_pictures
from tests.store.reader import commit


@pytest.fixture
def read_by_staff(nginx_client: None) -> World:
    """A world that staff have read already, and then a guest: what could be stored is stored."""
    world = make_world()
    commit()
    for name in ("staff", "guest"):
        asker = ASKERS[name](world)
        commit()
        for address in every_address(world):
            asker.ask(address.url).close()
    see_pictures(world)
    return world


# Of those who may read, one for each way; the walk without the store has all of them.
WAYS_IN = ["guest", "member", "lapsed", "network", "staff as a guest", "gift of the article"]


@pytest.mark.parametrize("name", WAYS_IN)
def test_gated_words_appear_exactly_where_they_may_behind_the_store(read_by_staff: World, name: str, tmp_path: Path):
    test_walk.test_gated_words_and_pictures_appear_exactly_where_they_may(read_by_staff, name)
    for _ in range(2):  # the first response may be the one that is stored
        front = ASKERS["guest"](read_by_staff).ask("/")
    assert front["Accept-Ranges"] == "bytes", "it was not nginx that answered"
    stored = list((tmp_path / "store").rglob("*.html"))
    assert stored, "nothing was stored, so nothing was tried"
    texts = b"".join(path.read_bytes() for path in stored)
    assert not [sentence for sentence in walk.SENTENCES.values() if sentence.encode() in texts]


@pytest.mark.parametrize("name", ["guest"])
def test_no_other_way_of_asking_gets_around_the_rule_behind_the_store(read_by_staff: World, name: str):
    test_walk.test_no_other_way_of_asking_gets_around_the_rule(read_by_staff, name)
