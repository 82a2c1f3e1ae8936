"""Resources: fields, form, page and API."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from articles.kinds.kind import Kind
from articles.kinds.specification import KindSpecification


class ResourceFields(models.Model):
    """The columns of resources."""

    resource_url = models.URLField(_("resource link"), blank=True)
    resource_publisher = models.CharField(_("publisher"), max_length=160, blank=True)
    resource_licence = models.CharField(_("licence"), max_length=80, blank=True)

    class Meta:
        abstract = True


class ResourceOut(Schema):
    """The address and licence of a resource."""

    url: str = Field(alias="resource_url", description="Where it is.", examples=["https://tidal.example/toolkit.pdf"])
    publisher: str = Field(alias="resource_publisher", description="Who publishes it; may be empty.")
    licence: str = Field(alias="resource_licence", description="May be empty.", examples=["CC BY 4.0"])


RESOURCE = KindSpecification(
    kind=Kind.RESOURCE,
    fields=ResourceFields,
    main_field="resource_url",
    required={"resource_url": _("A resource needs a link.")},
    panels=[
        FieldPanel("resource_url"),
        FieldRowPanel([FieldPanel("resource_publisher"), FieldPanel("resource_licence")]),
    ],
    icon="link",
    template="articles/kinds/resource.html",
)
