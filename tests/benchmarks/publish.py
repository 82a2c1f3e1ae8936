"""Measure a publication: `python -m tests.benchmarks.publish [--small 2000] [--large 50000] [--data DIR]`.

On SQLite in the folder, or in DATABASE_URL; the magazine is created first and grows from one size to the other.
The worker's tasks for a published article are measured, too.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.desk import editor
from tests.benchmarks.setting import ready, say

TIMES = 15


def publish(sizes: tuple[int, int]) -> dict[str, float]:
    """Return milliseconds (medians, elapsed and of computing) at both sizes, and their ratios."""
    from tests.benchmarks.make import make

    figures = {}
    for size in sizes:
        make(size)
        for name, measure in MEASURES.items():
            figures[f"{name}_ms_at_{size}"], figures[f"{name}_cpu_ms_at_{size}"] = measure()
    for name in [f"{name}{unit}" for name in MEASURES for unit in ("_ms", "_cpu_ms")]:
        figures[f"{name}_ratio"] = figures[f"{name}_at_{sizes[1]}"] / figures[f"{name}_at_{sizes[0]}"]
    return figures


def _articles() -> list[Any]:
    """Return articles from all over the magazine, not only the ones that were read last."""
    from articles.models import ArticlePage

    keys = ArticlePage.objects.live().order_by("pk").values_list("pk", flat=True)
    return [ArticlePage.objects.get(pk=keys[n * len(keys) // TIMES]) for n in range(TIMES)]


def _medians(timed: Callable[[Any], object], things: list[Any]) -> tuple[float, float]:
    """Time each publication; on a busy machine elapsed time means little, and CPU time more."""
    timed(things[0])
    taken = []
    for thing in things[1:]:
        began, computed = time.perf_counter(), time.process_time()
        timed(thing)
        taken.append((time.perf_counter() - began, time.process_time() - computed))
    return tuple(1000 * statistics.median(column) for column in zip(*taken, strict=True))


def publication() -> tuple[float, float]:
    """Time `revision.publish()`."""
    revisions = []
    for article in _articles():
        article.title += " again"
        revisions.append(article.save_revision())
    return _medians(lambda revision: revision.publish(), revisions)


def request() -> tuple[float, float]:
    """Time the request that the button “Publish” of the editor sends."""
    client = editor()

    def post(sent: tuple[str, dict[str, Any]]) -> None:
        answer = client.post(*sent)
        assert answer.status_code == 302, answer.context["form"].errors

    return _medians(post, [(f"/admin/pages/{article.pk}/edit/", _form(article)) for article in _articles()])


def _form(article: Any) -> dict[str, Any]:
    """Return what the form sends for a text of the usual length."""
    from wagtail.test.utils.form_data import rich_text, streamfield

    from tests.benchmarks.prose import Writer
    from tests.editing.conftest import article_form

    writer = Writer(random.Random(article.pk))  # noqa: S311 - not for secrets
    body = streamfield([("text", rich_text(writer.paragraphs(4))) for _ in range(5)])
    title = f"{article.title} more"
    return article_form(title=title, slug=article.slug, body=body) | {"action-publish": "1"}


def indexing() -> tuple[float, float]:
    """Time what a publication does for the search, which is part of it."""
    from search.indexing import writer
    from search.models import SearchDocument

    def index_again(article: Any) -> None:
        SearchDocument.objects.filter(kind="article", object_id=article.pk).update(digest="")
        writer.index("article", [article.pk])

    return _medians(index_again, _articles())


def references() -> tuple[float, float]:
    """Time what a worker does for the index of references."""
    from wagtail.tasks import update_reference_index_task as task

    return _medians(lambda article: task.func("articles", "articlepage", str(article.pk)), _articles())


MEASURES = {"publish": publication, "request": request, "index": indexing, "references": references}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=2000)
    parser.add_argument("--large", type=int, default=50_000)
    parser.add_argument("--data", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        ready(chosen.data or Path(folder))
        for name, figure in publish((chosen.small, chosen.large)).items():
            say(f"{name:<32} {figure:10.2f}")


if __name__ == "__main__":
    main()
