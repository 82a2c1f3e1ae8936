"""Blocks in the API: a type for its description, and plain values for its responses.

Both are worked out from the block itself, so a new block is described and served without another line.
A block that lost what it cannot do without (a deleted picture, a page that is not public) is left out.
"""

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any, Literal, Union

from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import create_model
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import expand_db_html

from base.blocks.data import table_rows
from base.blocks.reference import ActionBlock
from base.clock import today
from base.media.embeds import player_of
from base.media.renditions import renditions
from base.sanitize import printable, sanitize


class ImageSize(Schema):
    """One size of a picture; width and height in pixels."""

    url: str
    width: int
    height: int


class ImageOut(Schema):
    """A picture: its words and its sizes, the smallest first."""

    alt: str
    credit: str
    sizes: list[ImageSize]


class FileOut(Schema):
    """A file to take away; the size in bytes."""

    title: str
    url: str
    size: int | None
    extension: str


class PageLink(Schema):
    """Another page."""

    title: str
    url: str


class EmbedOut(Schema):
    """A recording on another site; the player's address is empty when that site is not known."""

    url: str
    site: str
    player_url: str


class Table(Schema):
    """A table: headings, then rows of text and numbers."""

    headings: list[str]
    rows: list[list[str | float | None]]


def image_out(image: Any, alt: str, request: HttpRequest, credit: str = "") -> ImageOut:
    """Return a picture with the addresses of all its sizes; a small picture has fewer."""
    by_width = {made.width: made for made in reversed(renditions(image))}
    sizes = [
        ImageSize(url=request.build_absolute_uri(made.url), width=width, height=made.height)
        for width, made in sorted(by_width.items())
    ]
    return ImageOut(alt=alt, credit=credit or image.credit, sizes=sizes)


def _image(block: Any, value: Any, request: HttpRequest) -> Any:
    return value and image_out(value, getattr(value, "contextual_alt_text", "") or "", request)


def _file(block: Any, value: Any, request: HttpRequest) -> Any:
    return value and FileOut(
        title=value.title,
        url=request.build_absolute_uri(value.url),
        size=value.get_file_size(),
        extension=value.file_extension,
    )


def _page(block: Any, value: Any, request: HttpRequest) -> Any:
    return value and PageLink(title=value.title, url=request.build_absolute_uri(value.get_url(request)))


def _table(block: Any, value: Any, request: HttpRequest) -> Any:
    headings, *rows = table_rows(value)
    return Table(headings=headings, rows=rows)


def _rich_text(block: Any, value: Any, request: HttpRequest) -> str:
    return sanitize(expand_db_html(value.source), request.build_absolute_uri("/")) if value else ""


def _embed(block: Any, value: Any, request: HttpRequest) -> Any:
    if not value:
        return None
    source = player_of(value.url)
    return EmbedOut(url=value.url, site=source.site if source else "", player_url=source.src if source else "")


def _text(block: Any, value: Any, request: HttpRequest) -> str:
    return printable(str(value or ""))


def _plain(block: Any, value: Any, request: HttpRequest) -> Any:
    return value


def _list(block: Any, value: Any, request: HttpRequest) -> Any:
    items = (block_value(block.child_block, item, request) for item in value)
    return [item for item in items if item is not None]


def _struct(block: Any, value: Any, request: HttpRequest) -> Any:
    values = {name: block_value(child, value.get(name), request) for name, child in block.child_blocks.items()}
    return (
        None
        if any(values[name] is None and _is_needed(child) for name, child in block.child_blocks.items())
        else values
    )


def _action(block: Any, value: Any, request: HttpRequest) -> Any:
    expires = value.get("expires")
    return None if expires and expires < today() else _struct(block, value, request)


# The first match wins: ImageBlock and ActionBlock are StructBlocks, too.
KINDS: tuple[tuple[type[blocks.Block], Any, Callable[[Any, Any, HttpRequest], Any]], ...] = (
    (ImageBlock, ImageOut, _image),
    (ActionBlock, dict, _action),
    (DocumentChooserBlock, FileOut, _file),
    (blocks.PageChooserBlock, PageLink, _page),
    (TypedTableBlock, Table, _table),
    (EmbedBlock, EmbedOut, _embed),
    (blocks.RichTextBlock, str, _rich_text),
    (blocks.IntegerBlock, int, _plain),
    (blocks.FloatBlock, float, _plain),
    (blocks.DateBlock, dt.date, _plain),
    (blocks.ListBlock, list, _list),
    (blocks.StructBlock, dict, _struct),
    (blocks.FieldBlock, str, _text),
)


def _kind(block: blocks.Block) -> tuple[Any, Callable[[Any, Any, HttpRequest], Any]]:
    return next((schema, value) for kind, schema, value in KINDS if isinstance(block, kind))


def block_value(block: blocks.Block, value: Any, request: HttpRequest) -> Any:
    """Return the value of a block as plain data; nothing when there is nothing to show."""
    return _kind(block)[1](block, value, request)


def block_schema(block: blocks.Block) -> Any:
    """Return the type of what `block_value` gives."""
    schema = _kind(block)[0]
    if schema is list:
        item: Any = block_schema(block.child_block)
        return list[item]
    if schema is dict:
        fields: Any = {name: _described(child) for name, child in block.child_blocks.items()}
        name = type(block).__name__.removesuffix("Block")
        return create_model(name, __base__=Schema, __doc__=type(block).__doc__, **fields)
    return schema if schema in {str, Table} or _is_needed(block) else schema | None


def _is_needed(block: blocks.Block) -> bool:
    if isinstance(block, ImageBlock):
        return _is_needed(block.child_blocks["image"])
    return block.required or isinstance(block, blocks.StructBlock)


def _described(block: blocks.Block) -> tuple[Any, Any]:
    help_text = getattr(getattr(block, "field", None), "help_text", "")
    offered: Any = {"enum": _offered(block)} if isinstance(block, blocks.ChoiceBlock) else None
    return block_schema(block), Field(description=str(help_text or block.label), json_schema_extra=offered)


def _offered(block: blocks.ChoiceBlock) -> list[str]:
    return [value for value, _label in block.field.choices]


def _fields(name: str, block: blocks.Block) -> dict[str, Any]:
    return {"id": (str, ...), "type": (Literal[name], ...), "value": (block_schema(block), ...)}


def stream_schema(stream: blocks.StreamBlock) -> Any:
    """Return the type of a body: a list of blocks, told apart by their type."""
    known = [
        create_model(
            f"{type(block).__name__}Out",
            __base__=Schema,
            __doc__=str(block.meta.description),
            **_fields(name, block),
        )
        for name, block in stream.child_blocks.items()
    ]
    return list[Annotated[Union[tuple(known)], Field(discriminator="type")]]  # type: ignore[misc]  # noqa: UP007


def stream_value(stream: Any, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the blocks of a body as plain data; load it with `load_streams()` first."""
    values = ((child, block_value(child.block, child.value, request)) for child in stream)
    return [
        {"id": child.id or "", "type": child.block_type, "value": value} for child, value in values if value is not None
    ]
