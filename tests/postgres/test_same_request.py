"""Programs that send the same request, or change the same page, at the same moment, on PostgreSQL."""

from pathlib import Path

from tests.postgres.shell import printed_beside_postgresql

SCRIPT = """
import threading

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client

from articles.models import ArticlePage
from dimensions.api.writing import guard
from members.models import AnsweredRequest
from tests.api.test_editing import article
from tests.factories import make_article, make_key, make_section, make_user

settings.STAFF_NEEDS_SECOND_FACTOR = False
make_section()
editor = make_user("managing@magazine.example")
editor.groups.add(Group.objects.get(name="Managing editor"))
program = {"HTTP_AUTHORIZATION": f"Bearer {make_key(editor)}", "HTTP_HOST": "localhost"}
sent, first_is_in, others_asked = article(), threading.Event(), threading.Event()
keep = guard.keep_answer
# That a token is used is noted once a minute, and whoever notes it makes the others wait rather than be refused.
Client().get("/api/v3/pages/", **program)


def keep_later(request, response):
    # The first holds its transaction open until the others have asked.
    first_is_in.set()
    others_asked.wait(20)
    keep(request, response)


def post():
    try:
        more = {"HTTP_IDEMPOTENCY_KEY": "once", **program}
        return Client().post("/api/v3/pages/", sent, content_type="application/json", **more).status_code
    finally:
        connection.close()


guard.keep_answer = keep_later
said = []
first = threading.Thread(target=lambda: said.append(post()))
first.start()
first_is_in.wait(20)
meanwhile = [post(), post()]
others_asked.set()
first.join()
guard.keep_answer = keep
print(*said, *meanwhile, post(), ArticlePage.objects.count(), AnsweredRequest.objects.count())

page = make_article("Tides")
path = f"/api/v3/pages/{page.pk}/"
tag = Client().get(path, **program)["ETag"]
together, said = threading.Barrier(4), []


def patch(title):
    client = Client()
    together.wait()
    more = {"HTTP_IF_MATCH": tag, **program}
    said.append(client.patch(path, {"title": title}, content_type="application/json", **more).status_code)
    connection.close()


threads = [threading.Thread(target=patch, args=(f"Title {number}",)) for number in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(*sorted(said), page.revisions.count())
"""


def test_one_of_several_does_it_and_the_others_are_told(tmp_path: Path):
    made_once, one_changed = printed_beside_postgresql(SCRIPT, tmp_path)[-2:]
    assert made_once == "201 409 409 201 1 1"
    assert one_changed == "200 412 412 412 1"
