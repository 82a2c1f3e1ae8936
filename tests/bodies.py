"""A body with every block in it."""

import datetime as dt
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Page

from base.models import MagazineDocument
from tests.factories import make_image

TOMORROW = dt.date(2100, 1, 1)
SMALL = (160, 120)
YESTERDAY = dt.date(2001, 1, 1)


def make_document(title: str = "Checklist", name: str = "checklist.pdf") -> MagazineDocument:
    """Return a saved file of twelve bytes."""
    return MagazineDocument.objects.create(title=title, file=ContentFile(b"Twelve bytes", name))


def picture(image: Any = None, alt: str = "Children around a tide table") -> dict[str, Any]:
    """Return the value of an image block."""
    return {"image": (image or make_image(size=SMALL)).pk, "decorative": False, "alt_text": alt}


def action(title: str = "Answer the consultation", expires: dt.date = TOMORROW) -> dict[str, Any]:
    """Return an action box."""
    value = {
        "title": title,
        "text": "<p>Two questions concern workshops.</p>",
        "label": "Answer now",
        "url": "https://consultation.example/",
        "expires": expires.isoformat(),
    }
    return {"type": "action", "value": value, "id": "00000000-0000-4000-8000-000000000014"}


def every_block(related: Page) -> list[dict[str, Any]]:
    """Return a body with each block once, creating its images and files."""
    values = {
        "text": f'<h2>Tides</h2><p>Read <a linktype="page" id="{related.pk}">the other piece</a>.</p>',
        "pull_quote": {"quote": "We counted returns.", "attribution": "Ana Duarte", "role": "Director"},
        "callout": {"tone": "practice", "title": "Try this", "text": "<p>Open at <b>night</b>.</p>"},
        "key_facts": {"title": "In numbers", "facts": [{"value": "31 %", "label": "came again"}]},
        "q_and_a": {"exchanges": [{"question": "What surprised you?", "answer": "<p>The queue.</p>"}]},
        "timeline": {
            "title": "How it went",
            "events": [
                {"when": "1998", "title": "A shed", "text": "With a telescope."},
                {"when": "2006", "title": "A roof", "text": ""},
            ],
        },
        "image": {"image": picture(), "caption": "The tide table", "credit": "", "width": "column"},
        "gallery": {
            "title": "Prototypes",
            "items": [{"image": picture(), "caption": "One"}, {"image": picture(), "caption": "Two"}],
        },
        "media": {
            "title": "The pump room",
            "url": "https://www.youtube.com/watch?v=abcdefghijk",
            "file": None,
            "description": "",
            "transcript": "<p>(A low hum.)</p>",
        },
        "download": {"document": make_document().pk, "title": "", "description": "One page"},
        "data_table": {
            "title": "Repeat visits",
            "table": {
                "columns": [{"type": "text", "heading": "Hours"}, {"type": "number", "heading": "Visits"}],
                "rows": [{"values": ["Day", 18.0]}, {"values": ["Night", 31.0]}],
                "caption": "",
            },
            "chart": "bar",
            "unit": "%",
            "source": "Visitor survey",
        },
        "reading_list": {
            "title": "Recommended reading",
            "items": [
                {
                    "title": "The Unfinished Exhibit",
                    "author": "R. Okafor",
                    "year": 2021,
                    "url": "",
                    "note": "",
                }
            ],
        },
        "evidence": {
            "project": "Evening Openings",
            "url": "https://projects.example/7",
            "award_number": "DRL-0000000",
            "funder": "Fund for Learning",
            "summary": "",
            "team": "",
        },
        "action": action()["value"],
        "related_article": {"article": related.pk, "note": "The same question again."},
    }
    return [
        {"type": name, "value": value, "id": f"00000000-0000-4000-8000-{number:012d}"}
        for number, (name, value) in enumerate(values.items(), start=1)
    ]
