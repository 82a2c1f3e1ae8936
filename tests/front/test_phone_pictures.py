"""Phones get images in smaller steps and as AVIF; the one at the top is preloaded."""

import json
import re

import pytest

from base.media.renditions import ANYWHERE, PHONE_CARD, PHONE_WIDTHS
from base.media.tasks import make_renditions
from tests.factories import make_article, make_image, make_site
from tests.store.conftest import site, store
from tests.store.reader import commit

__all__ = ["site", "store"]

pytestmark = pytest.mark.django_db
SOURCE = re.compile(
    r'<picture><source type="image/avif" media="\(max-width: 40rem\)" srcset="([^"]+)" sizes="94vw"><img'
)
PRELOAD = re.compile(r'<link rel="preload" as="image" type="image/avif"[^>]* imagesrcset="([^"]+)"')


@pytest.fixture
def article():
    make_site()
    return pictured("A tide table")


def pictured(title: str, size: tuple[int, int] = (1000, 800)):
    """Return an article with an image whose renditions all exist."""
    image = make_image(title, size=size)
    make_renditions.call(image.pk, ANYWHERE)
    return make_article(title, lead_image=image)


def widths(srcset: str) -> list[str]:
    return re.findall(r"\.avif (\d+w)", srcset)


def test_the_picture_of_an_article_is_there_for_telephones_and_loaded_first(client, article):
    text = client.get(article.url).content.decode()
    assert widths(SOURCE.search(text)[1]) == ["480w", "720w"]
    assert PRELOAD.search(text)[1] == SOURCE.search(text)[1]
    assert text.index('rel="preload"') < text.index('rel="stylesheet"')
    assert re.search(r'<img [^>]*fetchpriority="high"[^>]*></picture>', text)


def test_the_front_page_loads_its_lead_first(client, article):
    pictured("Another")
    text = client.get("/").content.decode()
    assert len(PRELOAD.findall(text)) == 1
    assert PRELOAD.search(text)[1] == SOURCE.search(text)[1]


def test_a_list_loads_its_first_picture_at_once_and_the_others_when_they_are_seen(client, article):
    pictured("Another")
    text = client.get(article.get_parent().url).content.decode()
    assert re.findall(r'<img [^>]*loading="(\w+)"', text) == ["eager", "lazy"]
    assert [widths(found) for found in SOURCE.findall(text)] == [["480w", "720w"]] * 2


def test_figures_and_galleries_have_phone_sizes_too(client):
    make_site()
    image = make_image("Tides", size=(1000, 800))
    make_renditions.call(image.pk, ANYWHERE)
    items = [{"image": {"image": image.pk, "alt_text": "Tides", "decorative": False}, "caption": ""}]
    figure = {"image": items[0]["image"], "caption": "", "credit": "", "width": "column"}
    body = [
        {"type": "image", "value": figure},
        {"type": "image", "value": figure | {"width": "wide"}},
        {"type": "gallery", "value": {"title": "", "items": items}},
    ]
    text = client.get(make_article(body=json.dumps(body)).url).content.decode()
    assert [widths(found) for found in SOURCE.findall(text)] == [["480w", "720w"]] * 3


def test_a_small_picture_is_not_enlarged(client):
    make_site()
    article = pictured("Small", (300, 200))
    assert widths(SOURCE.search(client.get(article.url).content.decode())[1]) == ["300w"]


def test_sizes_for_telephones_are_made_before_anybody_waits_for_them(article):
    assert {*PHONE_WIDTHS, *PHONE_CARD} <= set(ANYWHERE)
    files = {made.filter_spec: made.file for made in article.lead_image.renditions.all()}
    assert files["width-720|format-avif"].read(12)[4:12] == b"ftypavif"
    for file in files.values():
        file.close()


def test_a_page_without_pictures_loads_none(client):
    make_site()
    text = client.get(make_article().url).content.decode()
    assert "preload" not in text


def test_nobody_waits_for_sizes_that_are_not_there_yet(site):
    image = make_image("Tides", size=(1000, 800))
    article = make_article("A tide table", lead_image=image)
    commit()
    image.renditions.all().delete()
    commit()
    assert "image/avif" not in site.get(article.url).text
    assert not image.renditions.filter(filter_spec__contains="avif").exists()
    make_renditions.call(image.pk, ANYWHERE)
    commit()
    assert "image/avif" in site.get(article.url).text
    make_renditions.call(image.pk, ANYWHERE)
    commit()
    assert not site.get(article.url).rendered, "nothing was new"
