"""Blocks of words: running text, quotations, boxes, questions, timelines."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText, get_text_for_indexing

from base.blocks.footnotes import without_notes

GROUP = _("Text")
SHORT = "short"


class TextBlock(blocks.RichTextBlock):
    """Running text with headings, lists and links."""

    def get_searchable_content(self, value: Any) -> list[str]:
        """Return the words with those of the footnotes."""
        return [get_text_for_indexing(without_notes(value.source if isinstance(value, RichText) else str(value)))]

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = GROUP
        template = "blocks/text.html"
        description = _("Running text with headings, lists and links.")
        preview_value = (
            "<h2>What the floor staff knew first</h2><p>Nobody had asked them. When we did, the "
            "answer filled <b>three notebooks</b> in a week.</p>"
        )


class PullQuoteBlock(blocks.StructBlock):
    """A sentence of the article, set large."""

    quote = blocks.TextBlock(max_length=320, help_text=_("One or two sentences, without quotation marks."))
    attribution = blocks.CharBlock(required=False, max_length=120, help_text=_("Who said it."))
    role = blocks.CharBlock(required=False, max_length=160, help_text=_("Their job and institution."))

    class Meta:
        icon = "openquote"
        label = _("Pull quote")
        group = GROUP
        template = "blocks/pull_quote.html"
        description = _("A sentence that deserves to be seen from across the room.")
        preview_value = {
            "quote": "We stopped counting visitors and started counting returns.",
            "attribution": "Ana Duarte",
            "role": "Director, Tidal Museum",
        }


class CalloutBlock(blocks.StructBlock):
    """A boxed aside."""

    title = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(editor=SHORT)
    tone = blocks.ChoiceBlock(
        choices=[("note", _("Note")), ("practice", _("Good practice")), ("caution", _("Caution"))],
        default="note",
    )

    class Meta:
        icon = "info-circle"
        label = _("Call-out")
        group = GROUP
        template = "blocks/callout.html"
        description = _("A boxed note, a good practice or a caution.")
        preview_value = {
            "title": "Try this first",
            "text": "<p>Close one gallery for a morning and let visitors rearrange it.</p>",
            "tone": "practice",
        }


class KeyFactBlock(blocks.StructBlock):
    """One figure and its label."""

    value = blocks.CharBlock(max_length=24, help_text=_("A figure, such as 62% or 1 in 4."))
    label = blocks.CharBlock(max_length=120)


class KeyFactsBlock(blocks.StructBlock):
    """Two to six figures side by side."""

    title = blocks.CharBlock(required=False, max_length=120)
    facts = blocks.ListBlock(KeyFactBlock(), min_num=1, max_num=6)

    class Meta:
        icon = "pick"
        label = _("Key facts")
        group = GROUP
        template = "blocks/key_facts.html"
        description = _("Two to six figures a reader should take away.")
        preview_value = {
            "title": "A year of open doors",
            "facts": [
                {"value": "62%", "label": "of visitors came back within a year"},
                {"value": "1 in 4", "label": "brought a neighbour"},
            ],
        }


class ExchangeBlock(blocks.StructBlock):
    """One question and its answer."""

    question = blocks.TextBlock(max_length=600)
    answer = blocks.RichTextBlock(editor=SHORT)


class QuestionAndAnswerBlock(blocks.StructBlock):
    """An interview, question by question."""

    exchanges = blocks.ListBlock(ExchangeBlock(), min_num=1)

    class Meta:
        icon = "help"
        label = _("Question and answer")
        group = GROUP
        template = "blocks/q_and_a.html"
        description = _("An interview, question by question.")
        preview_value = {
            "exchanges": [
                {
                    "question": "What surprised you most?",
                    "answer": "<p>How quickly the grandparents took over the workshop.</p>",
                }
            ]
        }


class TimelineEventBlock(blocks.StructBlock):
    """One moment of a timeline."""

    when = blocks.CharBlock(max_length=60, help_text=_("As it should be printed: 1973, Spring 2019, Day 3."))
    title = blocks.CharBlock(max_length=160)
    text = blocks.TextBlock(required=False, max_length=600)


class TimelineBlock(blocks.StructBlock):
    """Moments in their order."""

    title = blocks.CharBlock(required=False, max_length=120)
    events = blocks.ListBlock(TimelineEventBlock(), min_num=2)

    class Meta:
        icon = "history"
        label = _("Timeline")
        group = GROUP
        template = "blocks/timeline.html"
        description = _("How something came about, moment by moment.")
        preview_value = {
            "title": "From shed to science center",
            "events": [
                {"when": "1998", "title": "A shed with a telescope", "text": "Open on clear Fridays."},
                {"when": "2006", "title": "The first real roof", "text": ""},
            ],
        }
