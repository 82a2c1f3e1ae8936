"""Run the checks and tests one after the other, and summarise the results at the end.

Usage: steps.py [lint] [check] [test] [test-fast]
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

CHECKOUT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
sys.path.insert(0, str(CHECKOUT))

from tests.browser.chromium import NO_CHROMIUM, find_chromium  # noqa: E402 - needs that path
from tests.javascript.programs import NO_JAVA, NO_NODE, find_html_checker, find_node  # noqa: E402 - needs that path
from tests.postgres.cluster import NO_POSTGRESQL, find_postgresql  # noqa: E402 - needs that path
from tests.stack.caddy import NO_CADDY, find_caddy  # noqa: E402 - needs that path
from tests.stack.nginx import NO_NGINX, find_nginx  # noqa: E402 - needs that path

# Enough for the system checks of a production installation; nothing is served with it.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "dimensions.settings.base",
    "SECRET_KEY": "only for the checks: abcdefghijklmnopqrstuvwxyz 0123456789 ABCDEFGHIJ",
    "ALLOWED_HOSTS": "magazine.example",
    "SITE_URL": "https://magazine.example",
    "DATABASE_URL": "sqlite://:memory:",
    "CACHE_URL": "locmemcache://",
    "EMAIL_URL": "smtp://localhost:25",
}


class Step(NamedTuple):
    """One command and its purpose."""

    name: str
    command: str
    environment: Mapping[str, str] = MappingProxyType({})


LINT = [
    Step("code", "ruff check --quiet ."),
    Step("code format", "ruff format --check --quiet ."),
    Step("templates", "djlint --lint --quiet templates"),
]
CHECK = [
    *LINT,
    Step("types", "mypy"),
    Step("imports", "lint-imports --no-logo"),
    Step("migrations", "python manage.py makemigrations --check --dry-run", PRODUCTION),
    Step("production settings", "python manage.py check --deploy --fail-level WARNING", PRODUCTION),
]
TEST = [
    # In order, without work stealing: tests that empty the database have to be a worker's last.
    Step("tests", "pytest -n 2 --ignore tests/browser --ignore tests/stack --ignore tests/postgres"),
    # Three at once, since they wait for servers; what stumbles on a busy machine is tried once more, and named.
    Step(
        "tests of the running magazine, browser included",
        "pytest -n 3 --dist worksteal --reruns 1 -raR tests/stack tests/postgres tests/browser",
    ),
]
# What readers see, what the documentation says and how the code is organised: no browser, servers or simulation.
TEST_FAST = [
    Step(
        "fast tests",
        # The relevance of search needs the whole sample magazine, and the sleepy reader simulates weeks of it.
        "pytest -n 2 --ignore tests/searching/test_relevance.py --ignore tests/feeds/test_sleepy_reader.py"
        " tests/base tests/docs tests/feeds tests/front tests/searching tests/dimensions/test_structure.py",
    ),
]
# What may be missing on a machine, with the tests that are then skipped.
OPTIONAL = [
    ("BROWSER TESTS WERE", find_chromium, NO_CHROMIUM),
    ("THE TEST ON POSTGRESQL WAS", find_postgresql, NO_POSTGRESQL),
    ("THE TESTS BEHIND NGINX WERE", find_nginx, NO_NGINX),
    ("THE TESTS BEHIND CADDY WERE", find_caddy, NO_CADDY),
    ("THE TESTS WITH PROGRAMS FROM NPM WERE", find_node, NO_NODE),
    ("THE CHECK OF ALL PAGES' HTML WAS", find_html_checker, NO_JAVA),
]
GROUPS = {"lint": LINT, "check": CHECK, "test": TEST, "test-fast": TEST_FAST}


def run(step: Step) -> tuple[bool, float]:
    """Run one step; return whether it succeeded, and the seconds it took."""
    print(f"\n── {step.name}: {step.command}", flush=True)
    program, *arguments = step.command.split()
    began = time.monotonic()
    result = subprocess.run(  # noqa: S603 - the commands above
        [str(BIN / program), *arguments], cwd=CHECKOUT, env=os.environ | dict(step.environment), check=False
    )
    return result.returncode == 0, time.monotonic() - began


def main(groups: list[str]) -> int:
    """Run all steps of the groups, also after a failure, and print a summary."""
    steps = [step for group in groups for step in GROUPS[group]]
    results = [(step, *run(step)) for step in steps]
    print("\n── summary")
    for step, succeeded, seconds in results:
        print(f"  {'ok    ' if succeeded else 'FAILED'}  {seconds:6.1f} s  {step.name}")
    for name, find, reason in OPTIONAL if "test" in groups else ():
        if not find():
            print(f"\n  !! {name} SKIPPED: {reason}")
    return 0 if all(succeeded for _, succeeded, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
