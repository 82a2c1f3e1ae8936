"""Everything that the documentation names exists: files, modules, names in them, commands and targets."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

from members import permissions
from tests.magazine import CHECKOUT

PAGES = sorted({*CHECKOUT.glob("*.md"), *CHECKOUT.glob("page_store/*.md"), *CHECKOUT.glob("docs/**/*.md")})
LONGEST_LINE = 120

FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?![a-z]+:|#)([^)#\s]+)")
CODE = re.compile(r"`([^`\n]+)`")
NAME_IN_FILE = re.compile(r"`(\w+)(?:\(\))?` in `([\w./-]+\.\w+)`")
TARGET = re.compile(r"(?:^|`|\$ )make ([a-z][a-z-]+)(?=[`\s])", re.MULTILINE)
COMMAND = re.compile(r"manage\.py ([a-z_]+)")
PROGRAM = re.compile(r"python -m ([\w.]+)")

FOLDERS = {path.name for path in CHECKOUT.iterdir() if path.is_dir()} - {"var"}
PACKAGES = {name for name in FOLDERS if (CHECKOUT / name / "__init__.py").exists()}
PATH = re.compile(rf"(?:{'|'.join(map(re.escape, FOLDERS))})/[\w./*-]*")
DOTTED = re.compile(rf"(?:{'|'.join(PACKAGES)})(?:\.\w+)+")

# Names with a leading underscore that their libraries document.
DOCUMENTED = {"_asdict", "_base_manager", "_default_manager", "_exit", "_meta", "_replace", "_state"}


def every(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return the unique matches in all pages, with the page."""
    found = ((page, match) for page in PAGES for match in pattern.findall(page.read_text()))
    return sorted({(str(page.relative_to(CHECKOUT)), match) for page, match in found})


def code_like(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    return [(page, code) for page, code in every(CODE) if pattern.fullmatch(code) and not code.endswith(".sqlite3")]


def prose_lines(page: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines that are neither code, table rows nor pictures, with their numbers."""
    text = FENCE.sub(lambda code: "\n" * code[0].count("\n"), page.read_text())
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith(("|", "    ", "![")):
            yield number, line


def is_python(dotted: str) -> bool:
    """Return whether a dotted name is a module, or a name in one."""
    module, _, name = dotted.rpartition(".")
    path = CHECKOUT / dotted.replace(".", "/")
    if path.is_dir() or path.with_suffix(".py").exists():
        return True
    source = CHECKOUT / f"{module.replace('.', '/')}.py"
    return source.exists() and re.search(rf"^(?:class |def )?{name}\b", source.read_text(), re.MULTILINE) is not None


def is_model(label: str) -> bool:
    app, _, model = label.partition(".")
    try:
        return bool(apps.get_model(app, model))
    except (LookupError, ValueError):
        return False


@pytest.mark.parametrize(("page", "link"), every(LINK))
def test_a_link_leads_to_a_file(page: str, link: str):
    assert ((CHECKOUT / page).parent / link).exists()


@pytest.mark.parametrize(("page", "path"), code_like(PATH))
def test_a_path_exists(page: str, path: str):
    assert list(CHECKOUT.glob(path.rstrip("/"))), f"{page} names {path}"


@pytest.mark.parametrize(("page", "name"), code_like(DOTTED))
def test_a_dotted_name_exists(page: str, name: str):
    assert is_python(name) or is_model(name) or name in vars(permissions).values(), f"{page} names {name}"


@pytest.mark.parametrize(("page", "name", "path"), [(page, *found) for page, found in every(NAME_IN_FILE)])
def test_a_name_stands_in_its_file(page: str, name: str, path: str):
    assert re.search(rf"\b{name}\b", (CHECKOUT / path).read_text()), f"{page} looks for {name} in {path}"


@pytest.mark.parametrize(("page", "target"), every(TARGET))
def test_a_make_target_exists(page: str, target: str):
    assert re.search(rf"^{target}:", (CHECKOUT / "Makefile").read_text(), re.MULTILINE), f"{page} names make {target}"


@pytest.mark.parametrize(("page", "command"), every(COMMAND))
def test_a_command_exists(page: str, command: str):
    assert command in get_commands(), f"{page} names manage.py {command}"


@pytest.mark.parametrize(("page", "module"), every(PROGRAM))
def test_a_program_exists(page: str, module: str):
    assert importlib.util.find_spec(module), f"{page} names python -m {module}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_prose_wraps(page: Path):
    too_long = [number for number, line in prose_lines(page) if len(line) > LONGEST_LINE]
    assert not too_long, f"lines {too_long} are longer than {LONGEST_LINE} characters"


def rows_of_private_names() -> Iterator[tuple[str, str]]:
    """Yield the private names that `docs/upgrading.md` lists, each with one of the files that use it."""
    table = (CHECKOUT / "docs" / "upgrading.md").read_text()
    for _library, names, places, _test in re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|(.*)\|$", table, re.MULTILINE):
        for name in re.findall(r"`[\w.]*?(\w+)(?:\(\))?`", names):
            yield name, places


def private_attributes(source: str) -> set[str]:
    """Return the private attributes that code uses of anything but `self`."""
    tree = ast.parse(source)
    taken = {node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and re.match(r"_[a-z]", node.attr)}
    return {node.attr for node in taken if not (isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"})}


def own_names(source: str) -> set[str]:
    tree = ast.parse(source)
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    stored = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)}
    return functions | stored


@pytest.mark.parametrize(("name", "places"), sorted(set(rows_of_private_names())))
def test_a_private_name_is_used_where_the_guide_to_upgrades_says(name: str, places: str):
    sources = [(CHECKOUT / path).read_text() for path in CODE.findall(places) if path.endswith(".py")]
    assert any(re.search(rf"\b{name}\b", source) for source in sources), f"{name} is not in {places}"


def test_the_guide_to_upgrades_lists_every_private_name():
    files = [*(path for app in PACKAGES - {"tests"} for path in CHECKOUT.glob(f"{app}/**/*.py"))]
    files += CHECKOUT.glob("tests/benchmarks/*.py")
    sources = [path.read_text() for path in files if "migrations" not in path.parts]
    used = set().union(*map(private_attributes, sources)) - set().union(*map(own_names, sources))
    listed = {name for name, _places in rows_of_private_names()}
    assert used - DOCUMENTED <= listed, f"not in docs/upgrading.md: {sorted(used - DOCUMENTED - listed)}"


def test_pictures_are_light():
    sizes = [path.stat().st_size for path in (CHECKOUT / "docs" / "pictures").glob("*.webp")]
    assert max(sizes) < 120_000
    assert sum(sizes) < 1_500_000
