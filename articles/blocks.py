"""The body of an article: every block an author can choose from."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from base.blocks.data import DataTableBlock
from base.blocks.media import DownloadBlock, FigureBlock, GalleryBlock, MediaBlock
from base.blocks.reference import GROUP, ActionBlock, EvidenceBlock, ReadingListBlock
from base.blocks.text import (
    CalloutBlock,
    KeyFactsBlock,
    PullQuoteBlock,
    QuestionAndAnswerBlock,
    TextBlock,
    TimelineBlock,
)


class RelatedArticleBlock(blocks.StructBlock):
    """Another article that continues the thought."""

    article = blocks.PageChooserBlock(page_type="articles.ArticlePage")
    note = blocks.CharBlock(required=False, max_length=200, help_text=_("Why to read it next."))

    class Meta:
        icon = "doc-full"
        label = _("Related article")
        group = GROUP
        template = "blocks/related_article.html"
        preview_template = "blocks/previews/related_article.html"
        description = _("Another article that continues the thought.")
        preview_value = {"note": "The same question, asked by a small museum."}


class BodyBlock(blocks.StreamBlock):
    """The blocks of an article's body."""

    text = TextBlock()
    pull_quote = PullQuoteBlock()
    callout = CalloutBlock()
    key_facts = KeyFactsBlock()
    q_and_a = QuestionAndAnswerBlock()
    timeline = TimelineBlock()
    image = FigureBlock()
    gallery = GalleryBlock()
    media = MediaBlock()
    download = DownloadBlock()
    data_table = DataTableBlock()
    reading_list = ReadingListBlock()
    evidence = EvidenceBlock()
    action = ActionBlock()
    related_article = RelatedArticleBlock()
