"""Turn the blocks of an article file into the raw JSON of the article's body.

https://docs.wagtail.org/en/stable/topics/streamfield.html#streamfield-data-representation
"""

import datetime as dt
import json
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from base.models import MagazineDocument, MagazineImage
from sample.parse_magazine import rich
from sample.records import ArticleRecord, Picture, SampleError, picture

ARTICLE_LINK = re.compile(r'<a href="article:([\w-]+)">')
NOTE = re.compile(r"\^\[(.*?)\]")
NAMESPACE = uuid.UUID("5a9e1d7c-52f1-4d0e-8f0c-1d1a0b7b4a11")


@dataclass(frozen=True)
class Material:
    """The images, documents and pages that a body refers to."""

    images: Mapping[Picture, MagazineImage]
    pages: Mapping[str, int]
    make_document: Callable[[str, str, bytes], MagazineDocument]
    make_tones: Callable[[str], bytes]
    today: dt.date


def body_json(record: ArticleRecord, material: Material) -> str:
    """Return the body as Wagtail stores it. Raise SampleError for an unknown block or link."""
    blocks = []
    for number, (name, value) in enumerate(record.body):
        if name not in CONVERTERS:
            raise SampleError(f"{record.slug}.md: no block is called “{name}”; known are {', '.join(CONVERTERS)}.")
        key = f"{record.slug}/{number}"
        converted = CONVERTERS[name](value, material, key)
        blocks.append({"type": name, "value": converted, "id": str(uuid.uuid5(NAMESPACE, key))})
    return json.dumps(_with_page_links(blocks, material, record.slug), default=str)


def _with_page_links(value: Any, material: Material, slug: str) -> Any:
    if isinstance(value, dict):
        return {key: _with_page_links(item, material, slug) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_page_links(item, material, slug) for item in value]
    if isinstance(value, str):
        linked = ARTICLE_LINK.sub(lambda m: f'<a linktype="page" id="{_page(m[1], material, slug)}">', value)
        return NOTE.sub(lambda m: _note(m[1]), linked)
    return value


def _note(html: str) -> str:
    """Return a footnote as the editor keeps it; its text is Markdown again."""
    text = escape(re.sub(r"</?em>", "*", html), quote=False).replace("&amp;", "&").replace('"', "&quot;")
    return f'<a linktype="footnote" note="{text}">*</a>'


def _page(target: str, material: Material, source: str) -> int:
    if target not in material.pages:
        raise SampleError(f"{source}.md links to “article:{target}”, but no article has that slug.")
    return material.pages[target]


def _image(data: dict[str, Any], material: Material) -> dict[str, Any]:
    return {
        "image": material.images[picture(data["picture"])].pk,
        "decorative": False,
        "alt_text": data["alt"],
    }


def _figure(data: Any, material: Material, key: str) -> dict[str, Any]:
    extra = {name: data.get(name, "") for name in ("caption", "credit")}
    return {"image": _image(data, material), "width": data.get("width", "column"), **extra}


def _gallery(data: Any, material: Material, key: str) -> dict[str, Any]:
    items = [{"image": _image(item, material), "caption": item.get("caption", "")} for item in data["items"]]
    return {"title": data.get("title", ""), "items": items}


def _media(data: Any, material: Material, key: str) -> dict[str, Any]:
    file = material.make_document(data["title"], f"{key.replace('/', '-')}.wav", material.make_tones(key))
    return {
        "title": data["title"],
        "file": file.pk,
        "url": "",
        "description": data.get("description", ""),
        "transcript": rich(data["transcript"]),
    }


def _download(data: Any, material: Material, key: str) -> dict[str, Any]:
    file = material.make_document(data["title"], data["file"]["name"], data["file"]["text"].encode())
    return {"document": file.pk, "title": data["title"], "description": data.get("description", "")}


def _table(data: Any, material: Material, key: str) -> dict[str, Any]:
    columns = [{"type": column["type"], "heading": column["name"]} for column in data["columns"]]
    rows = [{"values": row} for row in data["rows"]]
    return {
        "title": data["title"],
        "table": {"columns": columns, "rows": rows, "caption": ""},
        "chart": data.get("chart", "none"),
        "unit": data.get("unit", ""),
        "source": data.get("source", ""),
    }


def _action(data: Any, material: Material, key: str) -> dict[str, Any]:
    expires = material.today + dt.timedelta(days=data["expires_in_days"])
    kept = {name: data[name] for name in ("title", "label", "url")}
    return {**kept, "text": rich(data["text"]), "expires": expires.isoformat()}


def _as_it_is(data: Any, material: Material, key: str) -> Any:
    return data


CONVERTERS: dict[str, Callable[[Any, Material, str], Any]] = {
    "text": _as_it_is,
    "pull_quote": _as_it_is,
    "key_facts": _as_it_is,
    "timeline": _as_it_is,
    "reading_list": _as_it_is,
    "evidence": _as_it_is,
    "image": _figure,
    "gallery": _gallery,
    "media": _media,
    "download": _download,
    "data_table": _table,
    "action": _action,
    "callout": lambda data, material, key: data | {"text": rich(data["text"])},
    "q_and_a": lambda data, material, key: {
        "exchanges": [item | {"answer": rich(item["answer"])} for item in data["exchanges"]]
    },
    "related_article": lambda data, material, key: {
        "article": _page(data["article"], material, key),
        "note": data.get("note", ""),
    },
}
