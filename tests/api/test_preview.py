"""A draft previewed on a front end: visible only with its token."""

import http.server
import re
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import rich_text, streamfield
from wagtail_headless_preview.models import PagePreview

from tests.api.conftest import sentence
from tests.editing.conftest import article_form, desk, person
from tests.factories import make_article, make_section

__all__ = ["desk", "person"]

pytestmark = pytest.mark.django_db
UNSAVED = "Words that nobody has saved."


class FrontEnd(http.server.BaseHTTPRequestHandler):
    """A front end in eight lines: it requests the draft from the API and shows its text."""

    def do_GET(self) -> None:
        token = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)["token"][0]
        draft = Client().get("/api/v3/articles/preview/", {"token": token}).json()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"<h1>{draft['title']}</h1>{draft['body_html']}".encode())

    def log_message(self, *arguments: object) -> None:
        pass


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read().decode()


def visit(server: http.server.HTTPServer, address: str) -> str:
    """Serve one visitor in this thread, which sees the data of the test."""
    with ThreadPoolExecutor(1) as visitor:
        shown = visitor.submit(fetch, address)
        server.handle_request()
        return shown.result(timeout=10)


@pytest.fixture
def front_end():
    """A running front end, set in the settings."""
    with http.server.HTTPServer(("127.0.0.1", 0), FrontEnd) as server:
        server.timeout = 10
        address = f"http://127.0.0.1:{server.server_port}/preview"
        with override_settings(WAGTAIL_HEADLESS_PREVIEW={"CLIENT_URLS": {"default": address}}):
            yield server


def preview(client, url, **changes):
    """Submit changes in the editor and open the preview on the front end; return the URL in its frame."""
    form = article_form(body=streamfield([("text", rich_text(f"<p>{UNSAVED}</p>"))]), **changes)
    assert client.post(url, form).json()["is_valid"]
    answer = client.get(url, {"mode": "front-end", "in_preview_panel": "true"})
    page = answer.content.decode()
    front_end = urllib.parse.urlsplit(settings.WAGTAIL_HEADLESS_PREVIEW["CLIENT_URLS"]["default"])
    assert f"frame-src http://{front_end.netloc};" in answer["Content-Security-Policy"]
    return re.search(r'<iframe[^>]* src="([^"]+)"', page)[1].replace("&amp;", "&")


@pytest.fixture(params=["new", "published"])
def frame(request, desk, front_end):
    """The URL in the frame of a preview, for a new article and for changes to a published one."""
    if request.param == "new":
        url = reverse("wagtailadmin_pages:preview_on_add", args=["articles", "articlepage", make_section().pk])
    else:
        url = reverse("wagtailadmin_pages:preview_on_edit", args=[make_article("Evening hours").pk])
    return preview(desk("Editor"), url)


def token_of(frame):
    return urllib.parse.parse_qs(urllib.parse.urlsplit(frame).query)["token"][0]


def ask(client, token):
    return client.get("/api/v3/articles/preview/", {"token": token})


def test_front_end_shows_words_that_nobody_has_saved(frame, front_end, client):
    assert "/preview/?content_type=articles.articlepage&token=" in frame
    assert f'<h1>Evening hours</h1><div dir="auto"><p>{UNSAVED}</p></div>' in visit(front_end, frame)
    assert UNSAVED.encode() not in client.get("/api/v3/articles/").content
    assert UNSAVED.encode() not in client.get("/feeds/feed.json").content


def test_preview_is_kept_by_nobody(frame, client):
    answer = ask(client, token_of(frame))
    assert answer["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["section"]["slug"] == "features"


@pytest.mark.parametrize("token", ["", "wrong", "id=1:wrong:signature", "\x00"])
def test_wrong_token_gets_a_sentence(client, token):
    answer = ask(client, token)
    assert answer.status_code == 404
    assert "This preview is over, or never was." in sentence(answer)
    assert answer["Cache-Control"] == "private, no-store"


def test_token_of_yesterday_is_over(frame, client, monkeypatch):
    later = timezone.now().timestamp() + 25 * 60 * 60
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert ask(client, token_of(frame)).status_code == 404


def test_token_signed_with_another_key_opens_nothing(client):
    article = make_article()
    foreign = signing.TimestampSigner(key="another", salt="headlesspreview.token").sign(f"id={article.pk}")
    assert ask(client, foreign).status_code == 404


def test_token_that_was_never_previewed_opens_nothing(client):
    article = make_article()
    assert ask(client, article.get_preview_signer().sign(f"id={article.pk}")).status_code == 404


def test_token_of_another_kind_of_page_opens_nothing(frame, client):
    PagePreview.objects.update(content_type=make_section().content_type)
    assert ask(client, token_of(frame)).status_code == 404


def test_preview_stays_here_when_there_is_no_front_end():
    assert [mode for mode, _name in make_article().preview_modes] == [""]
