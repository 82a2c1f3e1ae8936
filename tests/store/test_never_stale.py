"""Whatever editors do and readers request: a stored page equals a new rendering.

`STORE_EXAMPLES=200 pytest tests/store/test_never_stale.py` tests much longer than a usual run.
"""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from page_store.follower import Follower, Popularity
from tests.store.reader import Site, commit
from tests.store.work import CHANGES, Change
from tests.store.world import TITLES, World

EXAMPLES = int(os.environ.get("STORE_EXAMPLES", "4"))
CHANGE = st.sampled_from(CHANGES)
# Lets Django answer a request without keeping the answer; it changes nothing on a public page.
PAST_THE_STORE = {"cookie": "csrftoken=0"}


class Magazine(RuleBasedStateMachine):
    """Editorial work and readers, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.world = World()
        commit()
        self.django = WSGIHandler()
        self.meanwhile: list[Callable[[], None]] = []
        self.site = Site(self._render)
        self.follower = Follower(Popularity(), self.site.front)
        self.read_all()

    def _render(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """Render; an editor may be quicker than the rendering."""
        response = self.django(environ, start_response)
        if self.meanwhile:
            self.meanwhile.pop()()
        return response

    def _do(self, change: Change, title: str) -> None:
        change(self.world, title)
        commit()
        self.follower.follow()
        commit()
        self.follower.follow()

    @rule(change=CHANGE, title=TITLES)
    def work(self, change: Change, title: str) -> None:
        """An editor acts, or time passes; then a reader requests everything."""
        self._do(change, title)
        self.compare_all()

    @rule(
        change=CHANGE,
        title=TITLES,
        other=st.sampled_from(CHANGES),
        number=st.integers(0, 99),
    )
    def work_while_somebody_reads(self, change: Change, title: str, other: Change, number: int) -> None:
        """A change makes the pages cold; another one is made while the first of them is rendered."""
        self._do(change, title)
        self.meanwhile = [lambda: self._do(other, title)]
        self.site.get(self.world.addresses[number % len(self.world.addresses)])
        self.meanwhile.clear()
        self.compare_all()

    @rule(change=CHANGE)
    def change_one_s_mind(self, change: Change) -> None:
        """Something is done and taken back before it is saved for good."""
        try:
            with transaction.atomic():
                change(self.world, "Taken back")
                raise InterruptedError
        except InterruptedError:
            self.world.remember_addresses()
        self.compare_all()

    def read_all(self) -> None:
        for address in self.world.addresses:
            self.site.get(address)

    def compare_all(self) -> None:
        self.world.remember_addresses()
        for address in self.world.addresses:
            shown = self.site.get(address)
            fresh = self.site.fresh(address, **PAST_THE_STORE)
            assert (shown.status, shown.body) == (fresh.status, fresh.body), address

    def teardown(self) -> None:
        self.world.close()
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)
        connection.run_on_commit.clear()


@pytest.mark.usefixtures("store", "db")
def test_what_is_stored_is_what_a_new_rendering_gives():
    run_state_machine_as_test(
        Magazine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=8,
            deadline=None,
            derandomize="STORE_EXAMPLES" not in os.environ,
            suppress_health_check=list(HealthCheck),
        ),
    )
