"""Missing parts of an article before review or publication, in sentences with the place."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.kinds import SPECIFICATIONS

CHECKED_FIELDS = frozenset({"kind", "deck", "body", "lead_image", "lead_image_alt"}).union(
    *(specification.field_names for specification in SPECIFICATIONS.values())
)


def missing(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield each required field that is empty, with a sentence."""
    specification = SPECIFICATIONS.get(values.get("kind", ""))
    required = dict(specification.required) if specification else {}
    required["deck"] = _("Write a deck: one or two sentences that make somebody read on.")
    required["body"] = _("There is nothing to read yet: add at least one block.")
    yield from ((name, message) for name, message in required.items() if not values.get(name))
    image = values.get("lead_image")
    if image and not (values.get("lead_image_alt") or image.description):
        yield "lead_image_alt", _("Say what the picture shows, for readers who do not see it.")


def missing_of(article: Any) -> Iterator[tuple[str, str]]:
    """Yield what a draft lacks: fields, and parts of the blocks of the body."""
    yield from ((name, str(message)) for name, message in missing(_Fields(article)))
    try:
        article.body.stream_block.clean(article.body)
    except ValidationError as error:
        yield from (("body", sentence) for sentence in sentences(error))


class _Fields(dict[str, Any]):
    """The fields of an article by name; some types of article lack some."""

    def __init__(self, article: Any) -> None:
        super().__init__({name: getattr(article, name, None) for name in CHECKED_FIELDS})


def sentences(error: ValidationError, place: str = "") -> list[str]:
    """Return the errors of a block and those inside it, with the place, such as `0.items.2.url`."""
    said = [f"{place}: {message}" if place else message for message in _own_messages(error)]
    for key, inner in _inner_errors(error):
        said += sentences(inner, f"{place}.{key}" if place else str(key))
    return said


def _inner_errors(error: ValidationError) -> Iterator[tuple[str, ValidationError]]:
    yield from ((str(key), inner) for key, inner in getattr(error, "block_errors", {}).items())
    for row, cells in (getattr(error, "cell_errors", None) or {}).items():
        yield from ((f"rows.{row}.{column}", inner) for column, inner in cells.items())


def _own_messages(error: ValidationError) -> list[str]:
    if hasattr(error, "non_block_errors"):
        return [message for inner in error.non_block_errors.as_data() for message in inner.messages]
    return list(error.messages)
