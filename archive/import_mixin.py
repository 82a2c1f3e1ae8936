"""A mixin for pages that an import creates and updates."""

from collections.abc import Sequence
from typing import Any


class Imported:
    """Keeps on the page, whichever of its revisions is published, what the import last gave it.

    So an editor who brings back an older revision has changed what the import gave, and that stays.
    """

    import_fields: Sequence[str] = ()

    def with_content_json(self, content: Any) -> Any:
        """Return the page with the content of a revision."""
        page = super().with_content_json(content)  # type: ignore[misc]  # Page has it
        for name in self.import_fields:
            setattr(page, name, getattr(self, name))
        return page
