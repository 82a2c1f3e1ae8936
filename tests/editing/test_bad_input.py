"""Invalid input at the editorial desk is refused with a sentence, and saves nothing."""

import io
import json
import zlib
from struct import pack

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.test.utils.form_data import rich_text, streamfield

from articles.models import ArticlePage, Contributor
from base.models import MagazineImage
from tests.editing.conftest import article_form
from tests.factories import make_article, make_contributor, make_section

pytestmark = pytest.mark.django_db


def add_article(client, **changes):
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", make_section().pk])
    return client.post(url, article_form(**changes), follow=True)


def publish(client, **changes):
    return add_article(client, **{"action-publish": "1"} | changes)


def errors(response):
    """Return the errors of the form; those of the body are passed to its editor as data."""
    page = BeautifulSoup(response.content, "html.parser")
    found = [" ".join(element.get_text(" ").split()) for element in page.select(".w-field__errors, .messages")]
    bodies = [element["data-w-block-arguments-value"] for element in page.select("[data-w-block-arguments-value]")]
    return " ".join(found + [json.dumps(json.loads(body)[1:], ensure_ascii=False) for body in bodies])


def upload(client, content, name="picture.png"):
    file = SimpleUploadedFile(name, content, content_type="image/png")
    return client.post(reverse("wagtailimages:add"), {"title": "Picture", "file": file, "collection": 1}, follow=True)


def png(width, height):
    """Return a single-colour image that is a small file whatever its pixel size."""

    def chunk(kind, data):
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\0" * ((width + 7) // 8)) * height, 9)
    header = pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_good_article_is_published(desk):
    publish(desk("Managing editor"))
    article = ArticlePage.objects.get()
    assert article.live
    assert article.published_at


def test_a_file_that_is_no_picture_is_refused(desk):
    response = upload(desk("Author"), b"%PDF-1.7 not a picture at all")
    assert "not an image or a corrupted image" in errors(response)
    assert not MagazineImage.objects.exists()


def test_a_picture_with_the_wrong_ending_is_refused(desk):
    out = io.BytesIO()
    Image.new("RGB", (10, 10)).save(out, "GIF")
    assert "Save it as JPEG, PNG" in errors(upload(desk("Author"), out.getvalue(), "picture.svg"))
    assert not MagazineImage.objects.exists()


@pytest.mark.parametrize("size", [(9000, 9000), (50_000, 50_000)])
def test_an_image_bomb_is_refused(desk, size):
    response = upload(desk("Author"), png(*size))
    assert "pixels" in errors(response), errors(response)
    assert not MagazineImage.objects.exists()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
def test_half_a_picture_is_refused(desk, form):
    out = io.BytesIO()
    Image.effect_noise((400, 300), 60).convert("RGB").save(out, form)
    half = out.getvalue()[: out.tell() // 2]
    answer = upload(desk("Author"), half, name=f"dock.{form.lower()}")
    assert f"The file “dock.{form.lower()}” is damaged or not complete" in errors(answer)
    assert not MagazineImage.objects.exists()


def test_a_draft_needs_a_headline(desk):
    response = add_article(desk("Author"), title="  ", slug="")
    assert "Write a headline" in errors(response)
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize(("title", "begins"), [("🎉🎉", "tada"), ("Ebb and flow", "ebb-and-flow"), ("…", "article")])
def test_a_headline_of_which_the_browser_makes_no_slug_is_saved(desk, title, begins):
    response = add_article(desk("Author"), title=title, slug="")
    assert ArticlePage.objects.exists(), errors(response)
    assert ArticlePage.objects.get(title=title).slug.startswith(begins)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"deck": ""}, "Write a deck"),
        ({"body": streamfield([])}, "nothing to read"),
        ({"kind": "resource"}, "A resource needs a link"),
        ({"kind": "review"}, "the name of the exhibition"),
        ({"kind": "event"}, "An event needs a start"),
    ],
)
def test_an_incomplete_article_cannot_be_published_but_can_be_kept(desk, changes, sentence):
    assert sentence in errors(publish(desk("Managing editor"), **changes))
    assert not ArticlePage.objects.exists()
    add_article(desk("Managing editor"), **changes)
    assert not ArticlePage.objects.get().live


def test_a_body_that_is_too_long_is_named_with_its_length_and_a_cure(desk):
    body = streamfield([("text", rich_text(f"<p>{'word ' * 40_000}</p>"))])
    message = errors(publish(desk("Managing editor"), body=body))
    assert "200,0" in message or "199,9" in message, message
    assert "Split it into parts" in message
    assert not ArticlePage.objects.exists()


def test_an_event_that_ends_before_it_starts_is_refused(desk):
    times = {"kind": "event", "event_starts_at": "2027-03-02 18:00", "event_ends_at": "2027-03-02 09:00"}
    assert "ends before it starts" in errors(publish(desk("Managing editor"), **times))
    assert not ArticlePage.objects.exists()


def test_event_times_are_those_of_the_place(desk):
    times = {
        "kind": "event",
        "event_starts_at": "2027-03-02 18:00",
        "event_ends_at": "2027-03-02 21:00",
        "event_time_zone": "Asia/Tokyo",
    }
    client = desk("Managing editor")
    publish(client, **times)
    article = ArticlePage.objects.get()
    assert article.event_starts_at.isoformat() == "2027-03-02T09:00:00+00:00"
    assert b'value="2027-03-02 18:00"' in client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content


def test_a_date_of_publication_in_the_future_is_refused(desk):
    assert "use the schedule" in errors(publish(desk("Managing editor"), published_at="2100-01-01 10:00"))


# The data of a manipulated editor: text in Draft.js' own format, with markup in text and a javascript: link.
HOSTILE_TEXT = {
    "blocks": [
        {
            "key": "abcde",
            "type": "unstyled",
            "depth": 0,
            "text": "<script>alert(2)</script><img src=x onerror=alert(3)><iframe src=//evil.example> read this",
            "inlineStyleRanges": [{"offset": 0, "length": 5, "style": "onclick=alert(5)"}],
            "entityRanges": [{"key": 0, "offset": 74, "length": 9}],
        }
    ],
    "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}},
}


def test_scripts_and_hostile_links_in_pasted_text_do_no_harm(client, desk):
    publish(
        desk("Managing editor"),
        title="<script>alert(4)</script>",
        body=streamfield([("text", json.dumps(HOSTILE_TEXT))]),
    )
    for url in (ArticlePage.objects.get().url, "/", "/search/?q=alert"):
        assert harmless(client.get(url).content.decode()), url
    for url in ("/feeds/rss.xml", "/feeds/atom.xml"):
        entry = feedparser.parse(client.get(url).content, sanitize_html=False).entries[0]
        assert harmless(entry.content[0].value), url


def harmless(page):
    """Return whether nothing of the hostile text is executable on a page."""
    page = BeautifulSoup(page, "html.parser")
    scripts = " ".join(script.get_text() for script in page.select("script:not([type='application/ld+json'])"))
    running = page.select("[onclick], [onerror], iframe, a[href^='javascript']")
    return "alert(" not in scripts and not running


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,hello", "not an address"])
def test_an_address_must_lead_somewhere_on_the_web(desk, address):
    assert "valid URL" in errors(publish(desk("Managing editor"), kind="resource", resource_url=address))
    assert not ArticlePage.objects.exists()


def test_right_to_left_text_and_emoji_come_out_as_they_went_in(client, desk):
    title = "متحف المدّ والجزر 🌊👩🏽‍🔬"
    publish(
        desk("Managing editor"),
        title=title,
        slug="tide",
        body=streamfield([("text", rich_text("<p>שלום 🪐</p>"))]),
    )
    page = client.get(ArticlePage.objects.get().url).content.decode()
    assert title in page
    assert "שלום 🪐" in page


def test_an_unknown_trend_is_refused_with_a_way_out(desk):
    message = errors(publish(desk("Managing editor"), trends=["Underwater basket weaving"]))
    assert "“Underwater basket weaving”: not in the vocabulary" in message
    assert not ArticlePage.objects.exists()


def test_a_section_cannot_take_an_address_of_the_site(desk):
    home = make_section().get_parent()
    url = reverse("wagtailadmin_pages:add", args=["articles", "sectionpage", home.pk])
    form = {
        "title": "Search",
        "slug": "search",
        "colour": "teal",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    assert "The site uses “/search/” itself" in errors(desk("Managing editor").post(url, form))


def test_a_contributor_with_a_byline_cannot_be_deleted(desk):
    person = make_contributor("Ana Duarte")
    make_article("Tides", authors=[person])
    url = reverse("wagtailsnippets_articles_contributor:delete", args=[person.pk])
    client = desk("Managing editor")
    assert "prevent it from being deleted" in client.get(url).content.decode()
    client.post(url)
    assert Contributor.objects.filter(pk=person.pk).exists()


def test_a_headline_that_another_article_has_gets_an_address_of_its_own(desk):
    make_article("Evening hours")
    add_article(desk("Author"))
    assert set(ArticlePage.objects.values_list("slug", flat=True)) == {"evening-hours", "evening-hours-1"}
