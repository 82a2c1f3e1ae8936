"""Two schedulers at the same moment, on PostgreSQL: a dossier and what waits for it are published once."""

from pathlib import Path

from tests.postgres.shell import printed_beside_postgresql

SCRIPT = """
import threading
from datetime import timedelta

from django.db import connection
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from articles.models import ArticlePage, DossierPage
from dimensions.scheduling import apply_due_changes
from tests.factories import make_dossier, make_section


def scheduled(page, at):
    page.go_live_at = timezone.now() + timedelta(days=9)
    revision = page.save_revision()
    revision.publish()
    content = revision.content | {"go_live_at": at.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=at, content=content)


def waiting(title):
    article = ArticlePage(title=title, deck="D", body=[("text", "<p>Words.</p>")], live=False)
    make_section().add_child(instance=article)
    scheduled(article, timezone.now() - timedelta(hours=1))
    return article


dossier = make_dossier(articles=[waiting(f"Piece {number}") for number in range(6)], live=False)
scheduled(dossier, timezone.now() - timedelta(minutes=1))
together, said = threading.Barrier(3), []


def run():
    together.wait()
    said.append(apply_due_changes())
    connection.close()


threads = [threading.Thread(target=run) for _number in range(3)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(*said)
print(ArticlePage.objects.live().count(), DossierPage.objects.live().count())
published = PageLogEntry.objects.filter(action="wagtail.publish.scheduled")
print(published.count(), published.values("page").distinct().count())
"""


def test_schedulers_release_a_dossier_once(tmp_path: Path):
    assert printed_beside_postgresql(SCRIPT, tmp_path) == ["True True True", "6 1", "7 7"]
