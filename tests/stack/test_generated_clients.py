"""Clients that programs write from the description of the API: nothing is missing from them, and they work."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.javascript.programs import FOLDER, run_node
from tests.magazine import Magazine, clean_environment, serving
from tests.stack.test_killed_submission import in_shell

TOKEN = """
from articles.models import ArticlePage
from members.models import User
from tests.factories import make_key
print(make_key(User.objects.get(email="managing@dimensions.example")), ArticlePage.objects.live().first().pk)
"""
TYPESCRIPT = "--strict --noUncheckedIndexedAccess --target es2022 --module nodenext --lib es2023,dom,dom.iterable"
PYTHON = """
import json, sys
from client import AuthenticatedClient, Client
from client.api.articles import articles_by_path
from client.api.front_page import front_page
from client.api.pages import pages_update
from client.models import ArticlePagePatchMetaSchema, ArticlePagePatchSchema
site, token, page = sys.argv[1:]
with Client(site, raise_on_unexpected_status=True) as guest:
    lead = front_page.sync(client=guest).lead
    article = articles_by_path.sync(client=guest, path=lead.url.removeprefix(site))
change = ArticlePagePatchSchema(meta=ArticlePagePatchMetaSchema("articles.ArticlePage"), title="The pier by day")
with AuthenticatedClient(site, token, raise_on_unexpected_status=True) as editor:
    renamed = pages_update.sync(int(page), client=editor, body=change)
people = [credit.contributor.name for credit in article.credits_]
print(json.dumps({"lead": lead.title, "article": article.title, "people": people, "renamed": renamed.title}))
"""


@pytest.fixture
def magazine(prepared_copy: Path) -> Iterator[Magazine]:
    with serving(prepared_copy) as magazine:
        yield magazine


@pytest.fixture
def description(magazine: Magazine, tmp_path: Path) -> Path:
    file = tmp_path / "openapi.json"
    with urllib.request.urlopen(f"{magazine.url}/api/v3/openapi.json") as response:
        file.write_bytes(response.read())
    return file


def check(said: dict) -> None:
    assert said["lead"] == said["article"]
    assert said["people"]
    assert said["renamed"] == "The pier by day"


def test_a_strict_client_in_typescript_compiles_and_runs(magazine: Magazine, description: Path):
    folder = description.parent
    run_node("node_modules/openapi-typescript/bin/cli.js", str(description), "-o", str(folder / "schema.d.ts"))
    (folder / "client.mts").write_text((FOLDER / "client.ts").read_text())
    run_node("node_modules/typescript/bin/tsc", *TYPESCRIPT.split(), str(folder / "client.mts"))
    said = json.loads(run_node(str(folder / "client.mjs"), magazine.url, *in_shell(magazine, TOKEN).split()))
    check(said)
    assert (said["found"], said["years"] > 0) == (said["lead"], True)


def test_a_client_in_python_is_written_without_a_warning_and_runs(magazine: Magazine, description: Path):
    programs = Path(sys.executable).parent
    command = [str(programs / "openapi-python-client"), "generate", "--path", str(description), "--fail-on-warning"]
    options = ["--meta", "none", "--output-path", str(description.parent / "client")]
    environment = clean_environment()
    environment["PATH"] = f"{programs}:{environment['PATH']}"  # The generator formats what it writes.
    run = partial(subprocess.run, cwd=description.parent, env=environment, capture_output=True, text=True)
    made = run([*command, *options])
    assert (made.returncode, "WARNING" in made.stdout) == (0, False), made.stdout + made.stderr
    token = in_shell(magazine, TOKEN).split()
    ran = run([sys.executable, "-c", PYTHON, magazine.url, *token])
    assert ran.returncode == 0, ran.stderr
    check(json.loads(ran.stdout))
