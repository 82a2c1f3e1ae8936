"""The specification of a kind with fields of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from wagtail.admin.panels import MultiFieldPanel, Panel

from articles.kinds.kind import Kind


def no_structured_data(article: Any) -> dict[str, Any]:
    """Add nothing."""
    return {}


@dataclass(frozen=True, kw_only=True)
class KindSpecification:
    """The fields that only one kind of article has, and all that depends on them."""

    kind: Kind
    fields: type[models.Model]
    """The abstract model that brings the columns."""
    main_field: str
    """Nothing of the kind is shown while this one is empty."""
    required: Mapping[str, Any]
    """The fields required for publication, with the form's message for each."""
    panels: Sequence[Panel]
    icon: str
    template: str
    """Shown on the page and in feeds, with the article as `page`."""
    structured_data: Callable[[Any], dict[str, Any]] = no_structured_data
    """Further structured data of the article (https://schema.org)."""
    card_fields: Sequence[str] = ()
    """Columns that cards show."""
    select_related: Sequence[str] = ()
    """Relations that the template follows."""

    @property
    def field_names(self) -> list[str]:
        """The names of the columns, in order."""
        return [field.name for field in self.fields._meta.local_fields]

    def panel(self) -> Panel:
        """Return the panel of the form; a script hides it for other kinds."""
        return MultiFieldPanel(
            list(self.panels), heading=self.kind.label, icon=self.icon, attrs={"data-kind-only": self.kind.value}
        )
