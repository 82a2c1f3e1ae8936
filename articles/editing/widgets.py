"""Form fields that the editorial desk uses more than once."""

from typing import Any

from django.forms import CheckboxSelectMultiple


class SeveralOf(CheckboxSelectMultiple):
    """Several of a long list, without a key to hold while clicking."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": "dimensions-several"} | (attrs or {}), choices)
