from typing import Any

from django.apps import AppConfig
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField


class DimensionsConfig(AppConfig):
    """The composition of the magazine."""

    name = "dimensions"

    def ready(self) -> None:
        """Register the system checks, and the types of what programs may send."""
        from wagtail.api.v3.schemas import generators

        from dimensions import checks  # noqa: F401 - the same

        for generator in (generators.create_generator, generators.patch_generator):
            generator.register_field_schema(ParentalManyToManyField, _optional_numbers)
            generator.register_field_schema(StreamField, _typed_blocks)


def _optional_numbers(generator: Any, field: Any) -> tuple[Any, Any]:
    return list[int], []


def _typed_blocks(generator: Any, field: Any) -> tuple[Any, Any]:
    from base.blocks.input import stream_input

    return stream_input(field.stream_block), []
