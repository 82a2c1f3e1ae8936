from typing import Any

from django.apps import AppConfig
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField

from page_store.policy.addresses import register_parameters

# The usual parameters of lists in the API; web servers have rules for the same in deploy/.
PARAMETERS = {
    "cursor": r"[A-Za-z0-9_-]{4,160}",
    "kind": r"[a-z]{1,12}",
    "limit": r"[1-9][0-9]?|100",
    "ordering": r"-?[a-z_]{1,20}",
    "section": r"[a-z0-9-]{1,60}",
    "trend": r"[a-z0-9,-]{1,100}",
    "year": r"(?:19|20)[0-9]{2}",
}


class DimensionsConfig(AppConfig):
    """The composition of the magazine."""

    name = "dimensions"

    def ready(self) -> None:
        """Register system checks, the types of accepted values, and the stored query parameters."""
        from wagtail.api.v3.schemas import generators

        from base.api.block_input import stream_input
        from dimensions import checks  # noqa: F401 - registers the system checks

        register_parameters(**PARAMETERS)
        for generator in (generators.create_generator, generators.patch_generator):
            generator.register_field_schema(ParentalManyToManyField, _optional_numbers)
            generator.register_field_schema(
                StreamField, lambda _generator, field: (stream_input(field.stream_block), [])
            )


def _optional_numbers(generator: Any, field: Any) -> tuple[Any, Any]:
    return list[int], []
