"""Events: fields, form, page, API and structured data."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from articles.kinds.event_time import EventTime, time_zones
from articles.kinds.kind import Kind
from articles.kinds.specification import KindSpecification
from base.clock import has_come

TIMES = ("event_starts_at", "event_ends_at")


class EventFields(models.Model):
    """The columns of events."""

    kind: Any

    event_starts_at = models.DateTimeField(
        _("starts"), null=True, blank=True, help_text=_("In the time zone of the event.")
    )
    event_ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    event_time_zone = models.CharField(_("time zone"), max_length=40, default="UTC", choices=time_zones)
    event_venue = models.CharField(_("venue"), max_length=200, blank=True)
    event_url = models.URLField(_("event or online link"), blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse an end before the start."""
        super().clean()
        if self.event_starts_at and self.event_ends_at and self.event_ends_at < self.event_starts_at:
            raise ValidationError({"event_ends_at": _("The event ends before it starts: check both times.")})

    @property
    def event_zone(self) -> ZoneInfo:
        """The time zone of the event."""
        return ZoneInfo(self.event_time_zone)

    @property
    def event_is_over(self) -> bool:
        """Return whether the event has ended."""
        end = self.event_ends_at or self.event_starts_at
        return bool(end and has_come(end))

    @property
    def event_time(self) -> EventTime | None:
        """The time of the event in its own zone; None for other kinds, and without a start."""
        start = self.event_starts_at
        if self.kind != Kind.EVENT or not start:
            return None
        end = self.event_ends_at or start
        return EventTime(start.astimezone(self.event_zone), end.astimezone(self.event_zone), self.event_is_over)


class EventTimesFormMixin(WagtailAdminPageForm):
    """Shows and parses the times of an event in its own time zone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(TIMES) & set(self.fields):
            if moment := getattr(self.instance, name):
                self.initial[name] = timezone.make_naive(moment, self.instance.event_zone)

    def clean(self) -> dict[str, Any]:
        """Interpret times without an offset in the zone of the event, not of the magazine."""
        data: dict[str, Any] = super().clean()
        zone = data.get("event_time_zone")
        for name in TIMES:
            typed = data.get(name)
            if zone and typed and not self._has_offset(name):
                data[name] = timezone.make_aware(timezone.make_naive(typed), ZoneInfo(zone))
        return data

    def _has_offset(self, name: str) -> bool:
        """Return whether the time was sent with its UTC offset, as programs do."""
        try:
            moment = parse_datetime(str(self.data.get(self.add_prefix(name), "")))
        except ValueError:
            return False
        return bool(moment and moment.tzinfo)


class EventOut(Schema):
    """The time and place of an event; times have the offset of the place."""

    starts_at: dt.datetime | None = Field(description="The beginning.", examples=["2024-05-01T18:00:00+09:00"])
    ends_at: dt.datetime | None = Field(description="The end.", examples=["2024-05-01T20:00:00+09:00"])
    time_zone: str = Field(alias="event_time_zone", description="That of the place.", examples=["Asia/Tokyo"])
    venue: str = Field(alias="event_venue", description="Where it is; may be empty.", examples=["Tidal Museum"])
    url: str = Field(alias="event_url", description="Its own page or online link; may be empty.")

    @staticmethod
    def resolve_starts_at(article: EventFields) -> dt.datetime | None:
        return article.event_starts_at and article.event_starts_at.astimezone(article.event_zone)

    @staticmethod
    def resolve_ends_at(article: EventFields) -> dt.datetime | None:
        return article.event_ends_at and article.event_ends_at.astimezone(article.event_zone)


def structured_data(article: Any) -> dict[str, Any]:
    """Describe the event in its own time (https://schema.org/Event)."""
    time = article.event_time
    event = {
        "@type": "Event",
        "name": article.title,
        "startDate": time.starts_at.isoformat(),
        "endDate": time.ends_at.isoformat(),
        "location": {"@type": "Place", "name": article.event_venue} if article.event_venue else None,
        "url": article.event_url,
    }
    return {"about": {name: value for name, value in event.items() if value}}


EVENT = KindSpecification(
    kind=Kind.EVENT,
    fields=EventFields,
    main_field="event_starts_at",
    required={
        "event_starts_at": _("An event needs a start."),
        "event_ends_at": _("An event needs an end."),
    },
    panels=[
        FieldRowPanel([FieldPanel("event_starts_at"), FieldPanel("event_ends_at")]),
        FieldRowPanel([FieldPanel("event_time_zone"), FieldPanel("event_venue")]),
        FieldPanel("event_url"),
    ],
    icon="date",
    template="articles/kinds/event.html",
    structured_data=structured_data,
    card_fields=[*TIMES, "event_time_zone", "event_venue"],
)
