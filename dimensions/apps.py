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

        from base.api.block_input import stream_input
        from dimensions import checks  # noqa: F401

        for generator in (generators.create_generator, generators.patch_generator):
            generator.register_field_schema(ParentalManyToManyField, _optional_numbers)
            generator.register_field_schema(
                StreamField, lambda _generator, field: (stream_input(field.stream_block), [])
            )


def _optional_numbers(generator: Any, field: Any) -> tuple[Any, Any]:
    return list[int], []
