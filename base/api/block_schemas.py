"""Body blocks in the API: a schema for each block, and the values that the schema serializes.

Both are derived from the block itself, so that a new block is described and served without further code.
A block that lost an essential part (a deleted image, a page that is not public) is left out.
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

from base.api.schemas import EmbedOut, FileOut, ImageOut, ImageWithAlt, PageLink
from base.blocks.data import table_rows
from base.blocks.reference import ActionBlock
from base.clock import today
from base.sanitize import printable, sanitize


class Table(Schema):
    """A table: headings, then rows of text and numbers."""

    headings: list[str] = Field(description="One for each column.", examples=[["Year", "Visitors"]])
    rows: list[list[str | float | None]] = Field(description="One value for each column.", examples=[[["2019", 410.0]]])


def _image(block: Any, value: Any, request: HttpRequest) -> Any:
    return value and ImageWithAlt(value, getattr(value, "contextual_alt_text", "") or "")


def _table(block: Any, value: Any, request: HttpRequest) -> Any:
    headings, *rows = table_rows(value)
    return {"headings": headings, "rows": rows}


def _rich_text(block: Any, value: Any, request: HttpRequest) -> str:
    return sanitize(expand_db_html(value.source), request.build_absolute_uri("/")) if value else ""


def _text(block: Any, value: Any, request: HttpRequest) -> str:
    return printable(str(value or ""))


def _number_or_date(block: Any, value: Any, request: HttpRequest) -> Any:
    return value


def _object(block: Any, value: Any, request: HttpRequest) -> Any:
    """Return an object for the schema to resolve."""
    return value or None


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
SERIALIZERS: tuple[tuple[type[blocks.Block], Any, Callable[[Any, Any, HttpRequest], Any]], ...] = (
    (ImageBlock, ImageOut, _image),
    (ActionBlock, dict, _action),
    (DocumentChooserBlock, FileOut, _object),
    (blocks.PageChooserBlock, PageLink, _object),
    (TypedTableBlock, Table, _table),
    (EmbedBlock, EmbedOut, _object),
    (blocks.RichTextBlock, str, _rich_text),
    (blocks.IntegerBlock, int, _number_or_date),
    (blocks.FloatBlock, float, _number_or_date),
    (blocks.DateBlock, dt.date, _number_or_date),
    (blocks.ListBlock, list, _list),
    (blocks.StructBlock, dict, _struct),
    (blocks.FieldBlock, str, _text),
)


def _schema_and_serializer(block: blocks.Block) -> tuple[Any, Callable[[Any, Any, HttpRequest], Any]]:
    return next((schema, serialize) for type_, schema, serialize in SERIALIZERS if isinstance(block, type_))


def block_value(block: blocks.Block, value: Any, request: HttpRequest) -> Any:
    """Return what the schema of the block serializes; None when there is nothing to show."""
    return _schema_and_serializer(block)[1](block, value, request)


def block_schema(block: blocks.Block) -> Any:
    """Return the schema of what `block_value` returns."""
    schema = _schema_and_serializer(block)[0]
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
    what = str(block.meta.description or block.label or name.replace("_", " ").capitalize())
    return {
        "id": (str, Field(description="Tells it from all other blocks of the body; stays as long as the block does.")),
        "type": (Literal[name], Field(description="What it is, and so what its value is made of.")),
        "value": (block_schema(block), Field(description=f"What is in it: {what[0].lower()}{what[1:]}")),
    }


def stream_schema(stream: blocks.StreamBlock) -> Any:
    """Return the schema of a body: a list of blocks, discriminated by their type."""
    known = [
        create_model(
            f"{type(block).__name__}Out",
            __base__=Schema,
            __doc__=str(block.meta.description),
            **_fields(name, block),
        )
        for name, block in stream.child_blocks.items()
    ]
    by_type = Field(discriminator="type")
    return list[Annotated[Union[tuple(known)], by_type]]  # type: ignore[misc]  # noqa: UP007 - made at run time


def stream_value(stream: Any, request: HttpRequest) -> list[dict[str, Any]]:
    """Return what `stream_schema` serializes; load the body with `load_streams()` first."""
    values = ((child, block_value(child.block, child.value, request)) for child in stream)
    return [
        {"id": child.id or "", "type": child.block_type, "value": value} for child, value in values if value is not None
    ]
