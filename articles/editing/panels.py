"""Panels of the article editor."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    Panel,
    TitleFieldPanel,
)

from articles.editing.widgets import SeveralOf
from articles.kinds import SPECIFICATIONS
from base.models import BasePage

CREDIT_PANELS: list[Panel] = [
    FieldRowPanel([FieldPanel("contributor"), FieldPanel("role")]),
    FieldRowPanel([FieldPanel("title"), FieldPanel("institution")]),
    FieldPanel("affiliation"),
]

CORRECTION_PANELS: list[Panel] = [
    FieldPanel("severity"),
    FieldPanel("wrong"),
    FieldPanel("right"),
    FieldRowPanel([FieldPanel("made_at"), FieldPanel("made_by")]),
]

CREDITS_PANEL = InlinePanel(
    "credits",
    heading=_("Byline and credits"),
    label=_("Credit"),
    help_text=_("In the order in which they are printed. A new contributor can be made in the chooser."),
    icon="group",
)
ARTICLE_PANELS: list[Panel] = [
    MultiFieldPanel(
        [
            TitleFieldPanel(
                "title",
                heading=_("Headline"),
                help_text=_("Up to 90 characters fit every list without being cut."),
                placeholder=_("Headline"),
                attrs={"data-count-to": "90"},
            ),
            FieldPanel("deck", attrs={"data-count-to": "220"}),
            FieldPanel("kind"),
        ],
        heading=_("Headline"),
        icon="title",
    ),
    CREDITS_PANEL,
    MultiFieldPanel(
        [FieldPanel("lead_image"), FieldPanel("lead_image_alt"), FieldPanel("lead_image_caption")],
        heading=_("Lead image"),
        icon="image",
    ),
    FieldPanel("body", icon="doc-full"),
    MultiFieldPanel(
        [FieldPanel("trends"), FieldPanel("institutions", widget=SeveralOf)],
        heading=_("What it is about"),
        icon="tag",
    ),
    *(specification.panel() for specification in SPECIFICATIONS.values()),
    InlinePanel(
        "corrections",
        heading=_("Corrections"),
        label=_("Correction"),
        help_text=_("For a mistake that readers have seen. It stands on the article, on the page of all and in feeds."),
        icon="warning",
        classname="collapsed",
    ),
]

PROMOTE_PANELS: list[Panel] = [
    *BasePage.promote_panels,
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("published_at"), FieldPanel("revised_at")])],
        heading=_("Dates that readers see"),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("access"), FieldPanel("gated_until")])],
        heading=_("Who reads it"),
    ),
]
