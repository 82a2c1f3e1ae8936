"""The structure promised in docs/architecture.md; the contracts in pyproject.toml cover the imports."""

from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

CHECKOUT = Path(__file__).parents[2]
APPS = (
    *("archive", "articles", "base", "desk", "dimensions", "home", "members", "page_store", "sample", "search"),
    "subscriptions",
)
MOST_FILES = 12
MOST_LINES = 300


def modules() -> Iterator[Path]:
    for app in APPS:
        files = (CHECKOUT / app).rglob("*.py")
        yield from (path for path in files if path.parent.name != "migrations" and path.name != "__init__.py")


@pytest.mark.parametrize("app", APPS)
def test_no_file_of_an_app_imports_itself_by_way_of_others(app):
    graph = grimp.build_graph(app, exclude_type_checking_imports=False, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as circle:
        pytest.fail(" imports ".join(reversed(circle.args[1])))


def test_a_folder_can_be_taken_in_at_a_glance():
    files = Counter(path.parent.relative_to(CHECKOUT) for path in modules())
    assert {str(folder): count for folder, count in files.items() if count > MOST_FILES} == {}


def test_a_file_can_be_read_in_one_sitting():
    lines = {path.relative_to(CHECKOUT): path.read_text(encoding="utf-8").count("\n") for path in modules()}
    assert {str(path): count for path, count in lines.items() if count > MOST_LINES} == {}
