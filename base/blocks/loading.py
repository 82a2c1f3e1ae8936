"""Load what bodies refer to, in a number of queries that grows neither with them nor with their blocks."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html

from base.pages.page_queries import unrestricted

# It holds “>”, so that no tag can run across it, and cannot come out of an editor.
BETWEEN_TEXTS = "\x00>\x00"


def load_streams(streams: Sequence[Any], *, beside: Sequence[Any] = (), all_open: bool = False) -> list[Any]:
    """Return copies of bodies with everything that they refer to, except pages that are not public.

    Renditions of the images in `beside` are loaded with theirs. With `all_open`, view restrictions are not
    queried.
    """
    blocks_of = streams[0].stream_block.bulk_to_python if streams else list
    loaded: list[Any] = blocks_of([list(stream.raw_data) for stream in streams])
    values = [value for stream in loaded for value in _walk(stream.stream_block, stream)]
    _load_renditions([*beside, *(value for _block, value in values)])
    _expand_texts([value for _block, value in values if isinstance(value, RichText)])
    _forget_hidden_pages([pair for pair in values if isinstance(pair[1], blocks.StructValue)], all_open)
    return loaded


def _walk(block: Any, value: Any) -> Iterator[tuple[Any, Any]]:
    yield block, value
    if isinstance(value, blocks.StreamValue):
        for child in value:
            yield from _walk(child.block, child.value)
    elif isinstance(value, ListValue):
        for item in value:
            yield from _walk(block.child_block, item)
    elif isinstance(value, blocks.StructValue):
        for name, child_block in block.child_blocks.items():
            yield from _walk(child_block, value.get(name))


def _load_renditions(values: list[Any]) -> None:
    images = [value for value in values if isinstance(value, get_image_model())]
    prefetch_related_objects(images, "renditions")


def _expand_texts(texts: list[RichText]) -> None:
    """Look up the links of all texts together; a text that breaks the seams is looked up when it is shown."""
    expanded = expand_db_html(BETWEEN_TEXTS.join(text.source for text in texts)).split(BETWEEN_TEXTS)
    if len(expanded) == len(texts):
        for text, source in zip(texts, expanded, strict=True):
            text.source = source


def _forget_hidden_pages(structs: list[tuple[Any, Any]], all_open: bool) -> None:
    chosen = [
        (value, name)
        for block, value in structs
        for name, child in block.child_blocks.items()
        if isinstance(child, blocks.PageChooserBlock) and value.get(name)
    ]
    live = {value[name].pk for value, name in chosen if value[name].live}
    shown = live if all_open or not live else _open_among(live)
    for value, name in chosen:
        value[name] = value[name] if value[name].pk in shown else None


def _open_among(keys: set[int]) -> set[int]:
    return set(Page.objects.filter(unrestricted(), pk__in=keys).values_list("pk", flat=True))
