"""Inside members, imports go in one direction, whether at the top of a file, in a function or for types only."""

import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

CHECKOUT = Path(__file__).parents[2]
NO_LAYER = {"members.migrations"}


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("members", exclude_type_checking_imports=False, cache_dir=None)


def declared() -> set[str]:
    contracts = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["name"] == "Layers inside members")
    return {module for layer in layers for module in layer.replace("|", " ").replace(":", " ").split()}


def test_there_is_no_circle(graph):
    TopologicalSorter({module: graph.find_modules_directly_imported_by(module) for module in graph.modules}).prepare()


def test_every_module_has_its_layer(graph):
    known = declared() | NO_LAYER
    without = {
        module
        for module in graph.modules
        if not any(module == layer or module.startswith(f"{layer}.") for layer in known)
        and not graph.find_children(module)
    }
    assert not without


def test_every_layer_exists(graph):
    assert declared() <= set(graph.modules)
