"""Panels of the forms of institutions and of the association’s own terms."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from members.permissions import MANAGE_MEMBERSHIPS

TERM_PANELS = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("sort_order")]

INSTITUTION_PANELS = [
    MultiFieldPanel(
        [FieldPanel("name"), FieldPanel("slug"), FieldPanel("type"), FieldPanel("number")],
        heading=_("Institution"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("city"), FieldPanel("country")]),
            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            FieldPanel("website"),
        ],
        heading=_("Place"),
    ),
    MultiFieldPanel([FieldPanel("about"), FieldPanel("logo"), FieldPanel("in_passport_program")], heading=_("Profile")),
    MultiFieldPanel(
        [
            InlinePanel(
                "memberships",
                label=_("Membership"),
                panels=[
                    FieldPanel("category"),
                    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("grace_days")]),
                ],
            )
        ],
        heading=_("Memberships"),
        permission=MANAGE_MEMBERSHIPS,
    ),
    MultiFieldPanel(
        [
            InlinePanel("mail_domains", label=_("Domain")),
            InlinePanel("networks", label=_("Network")),
        ],
        heading=_("How its staff are recognised"),
        permission=MANAGE_MEMBERSHIPS,
    ),
]
