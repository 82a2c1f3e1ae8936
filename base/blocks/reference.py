"""Blocks that lead elsewhere: readings, evidence, calls to action."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from base.clock import today

GROUP = _("References")


class ReadingBlock(blocks.StructBlock):
    """One thing worth reading."""

    title = blocks.CharBlock(max_length=240)
    author = blocks.CharBlock(required=False, max_length=160)
    year = blocks.IntegerBlock(required=False, min_value=1450, max_value=2100)
    url = blocks.URLBlock(required=False, label=_("Address"))
    note = blocks.CharBlock(required=False, max_length=300, help_text=_("Why it is worth the time."))


class ReadingListBlock(blocks.StructBlock):
    """Recommended reading."""

    title = blocks.CharBlock(default=_("Recommended reading"), max_length=120)
    items = blocks.ListBlock(ReadingBlock(), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Recommended reading")
        group = GROUP
        template = "blocks/reading_list.html"
        description = _("What to read next, and why.")
        preview_value = {
            "title": "Recommended reading",
            "items": [
                {
                    "title": "The Unfinished Exhibit",
                    "author": "R. Okafor",
                    "year": 2021,
                    "note": "On leaving room.",
                }
            ],
        }


class EvidenceBlock(blocks.StructBlock):
    """The project and the award behind a claim."""

    project = blocks.CharBlock(max_length=240)
    url = blocks.URLBlock(required=False, label=_("Address"), help_text=_("The project’s page in a repository."))
    award_number = blocks.CharBlock(required=False, max_length=60)
    funder = blocks.CharBlock(required=False, max_length=160)
    summary = blocks.TextBlock(required=False, max_length=800)
    team = blocks.CharBlock(required=False, max_length=300)

    class Meta:
        icon = "clipboard-list"
        label = _("Evidence")
        group = GROUP
        template = "blocks/evidence.html"
        description = _("The research project behind a claim, with its award number.")
        preview_value = {
            "project": "Evening Openings and Return Visits",
            "award_number": "DRL-0000000",
            "funder": "Fund for Informal Learning",
            "summary": "A three-year study in four cities.",
        }


class ActionBlock(blocks.StructBlock):
    """A call to action with a deadline; it disappears by itself."""

    title = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(editor="short")
    label = blocks.CharBlock(max_length=60, label=_("Button"), help_text=_("The words on it."))
    url = blocks.URLBlock(label=_("Address"), help_text=_("Where the button leads."))
    expires = blocks.DateBlock(help_text=_("The last day on which it is shown."))

    class Meta:
        icon = "date"
        label = _("Action box")
        group = GROUP
        template = "blocks/action.html"
        description = _("A call to act that disappears after a date.")
        preview_value = {
            "title": "Answer the consultation",
            "text": "<p>Two questions concern every museum with a workshop.</p>",
            "label": "Answer now",
            "url": "https://consultation.example/",
            "expires": dt.date(2100, 1, 1),
        }

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add whether the action has expired."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["expired"] = bool(value["expires"]) and value["expires"] < today()
        return context
