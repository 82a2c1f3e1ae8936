"""Panels of the archive's editing screens, for issues and archived articles."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    Panel,
    TitleFieldPanel,
)

from archive.editing.forms import GatedFileInput
from articles.editing.panels import CREDITS_PANEL
from base.models import BasePage

ARCHIVE_PANELS: list[Panel] = [*BasePage.content_panels, FieldPanel("intro")]

COMPANION_PANELS: list[Panel] = [
    FieldPanel("title"),
    FieldPanel("url"),
    PageChooserPanel("article", "articles.ArticlePage"),
]

WHO_READS = MultiFieldPanel(
    [FieldRowPanel([FieldPanel("access"), FieldPanel("gated_until")])],
    heading=_("Who reads it"),
    icon="lock",
)

ISSUE_PANELS: list[Panel] = [
    MultiFieldPanel(
        [
            TitleFieldPanel("title", heading=_("Theme"), placeholder=_("Theme")),
            FieldRowPanel([FieldPanel("months"), FieldPanel("year")]),
            FieldRowPanel([FieldPanel("volume"), FieldPanel("number"), FieldPanel("issn")]),
        ],
        heading=_("Issue"),
        icon="title",
    ),
    FieldPanel("cover", icon="image"),
    FieldPanel("overview", icon="doc-full"),
    HelpPanel(template="archive/editing/contents.html", heading=_("Contents and pages"), icon="list-ul"),
    MultiFieldPanel(
        [FieldPanel("pdf", widget=GatedFileInput), FieldPanel("first_folio")],
        heading=_("PDF"),
        icon="doc-full",
    ),
    InlinePanel(
        "web_companions",
        heading=_("Only on the web"),
        label=_("Piece"),
        help_text=_("What stood on the web beside the issue: a link, or an article of this magazine."),
        icon="link",
    ),
    WHO_READS,
    FieldPanel("rights_note", icon="warning"),
]

ARTICLE_PANELS: list[Panel] = [
    MultiFieldPanel(
        [
            TitleFieldPanel("title", heading=_("Headline"), placeholder=_("Headline")),
            FieldPanel("department"),
            FieldRowPanel([FieldPanel("first_page"), FieldPanel("last_page")]),
            FieldPanel("teaser", attrs={"data-count-to": "300"}),
        ],
        heading=_("Headline"),
        icon="title",
    ),
    CREDITS_PANEL,
    FieldPanel(
        "text",
        icon="doc-full",
        help_text=_("An empty line between paragraphs, “## ” before a subhead. Members read it in full."),
    ),
    FieldPanel("pdf", widget=GatedFileInput, icon="doc-full"),
    FieldPanel("trends", icon="tag"),
    WHO_READS,
]
