"""Read the files of the sample magazine: YAML lists, and articles in Markdown with YAML front matter."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sample.records import ArticleRecord, Magazine, SampleError

MARKDOWN = MarkdownIt("commonmark")
FENCE = "block "


def parse_magazine(folder: Path) -> Magazine:
    """Return everything below a folder. Raise SampleError."""
    return Magazine(
        sections=read_yaml(folder / "sections.yaml"),
        trend_groups=read_yaml(folder / "trends.yaml"),
        institutions=read_yaml(folder / "institutions.yaml"),
        contributors=read_yaml(folder / "contributors.yaml"),
        home=read_yaml(folder / "home.yaml"),
        dossiers=read_yaml(folder / "dossiers.yaml"),
        articles=[parse_article(path) for path in sorted((folder / "articles").glob("*.md"))],
    )


def parse_article(path: Path) -> ArticleRecord:
    """Read one article. Raise SampleError when its front matter or a block is broken."""
    try:
        _, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
    except ValueError as error:
        raise SampleError(f"{path.name}: begin the file with front matter between two lines of “---”.") from error
    data = _load(front, path.name, 1)
    return ArticleRecord(slug=data["slug"], front=data, body=tuple(_blocks(text, path.name)))


def rich(text: str) -> str:
    """Turn Markdown into the HTML of a rich text field."""
    return str(MARKDOWN.render(str(text))).strip()


def _blocks(text: str, name: str) -> Iterator[tuple[str, Any]]:
    """Yield the blocks of a body: fenced blocks, and the text between them."""
    running: list[Token] = []
    for token in MARKDOWN.parse(text):
        if token.type == "fence" and token.info.startswith(FENCE):
            yield from _text(running)
            running = []
            yield token.info.removeprefix(FENCE).strip(), _load(token.content, name, (token.map or [0])[0])
        else:
            running.append(token)
    yield from _text(running)


def _text(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    if tokens:
        yield "text", MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}).strip()


def read_yaml(path: Path) -> Any:
    """Read one YAML file. Raise SampleError when it is missing or broken."""
    try:
        return _load(path.read_text(encoding="utf-8"), path.name, 0)
    except FileNotFoundError as error:
        raise SampleError(f"{path}: the file is missing; take it from a fresh copy of the sources.") from error


def _load(text: str, name: str, line: int) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = line + (mark.line if mark else 0) + 1
        raise SampleError(
            f"{name}, line {place}: this is not valid YAML ({getattr(error, 'problem', error)})."
        ) from error
