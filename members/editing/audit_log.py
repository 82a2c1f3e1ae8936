"""The audit log at the desk: log-ins, roles, exports, and gates."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from members.audit.actions import Action
from members.audit.records import NOBODY
from members.models import AuditEntry, User
from members.permissions import SEE_AUDIT_LOG

HEADING = _("Audit log")
NO_ACCOUNT = {NOBODY: _("No account has the address")}


class AuditLogFilters(WagtailFilterSet):
    """Person, action and date."""

    person = django_filters.CharFilter(label=_("Person (name or address)"), method="concerning")
    action = django_filters.MultipleChoiceFilter(
        label=_("What"), choices=Action.choices, widget=CheckboxSelectMultiple, distinct=False
    )
    timestamp = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = AuditEntry
        fields: list[str] = []

    def concerning(self, entries: Any, _name: str, value: str) -> Any:
        """Return actions by people of that name, and actions on their accounts."""
        people = User.objects.all()
        for word in value.split():
            people = people.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word) | _has_address(word))
        return entries.concerning(people.values_list("pk", flat=True))


def _has_address(word: str) -> Q:
    return Q(email__icontains=word) | Q(emailaddress__email__icontains=word)


class AuditLog(ReportView):
    """The entries, newest first; only managing editors see them, and nobody can edit them."""

    page_title = HEADING
    header_icon = "history"
    index_url_name = "audit_log"
    index_results_url_name = "audit_log_results"
    filterset_class = AuditLogFilters
    default_ordering = "-timestamp"
    model = AuditEntry
    columns = [
        DateColumn("timestamp", label=_("When")),
        Column("action_label", label=_("What")),
        Column("by", label=_("By")),
        Column("about", label=_("Whom or what")),
        Column("details", label=_("More")),
    ]
    list_export = ["timestamp", "action_label", "by", "about", "details"]
    export_headings = {
        "timestamp": _("When"),
        "action_label": _("What"),
        "by": _("By"),
        "about": _("Whom or what"),
        "details": _("More"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody who may not see it."""
        if not request.user.has_perm(SEE_AUDIT_LOG):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_filename(self) -> str:
        """Return the name of the exported file."""
        return "audit-log"

    def get_base_queryset(self) -> QuerySet[AuditEntry]:
        """Return all entries."""
        entries: QuerySet[AuditEntry] = AuditEntry.objects.select_related("content_type")
        return entries

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        """Add display values, with people's current names."""
        return describe(list(object_list))


def describe(entries: list[Any]) -> list[Any]:
    """Add display values to each entry; a deleted account is only a number."""
    accounts = ContentType.objects.get_for_model(User)
    people = User.objects.in_bulk(_keys(entries, accounts))
    for entry in entries:
        entry.action_label = Action(entry.action).label
        entry.by = _named(people, entry.user_id) if entry.user_id else _("The system")
        is_account = entry.content_type_id == accounts.pk and entry.object_id.isdigit()
        entry.about = _named(people, int(entry.object_id)) if is_account else NO_ACCOUNT.get(entry.label, entry.label)
        entry.details = ", ".join(f"{key}: {value}" for key, value in entry.data.items())
    return entries


def _keys(entries: Iterable[Any], accounts: ContentType) -> set[int]:
    keys = {entry.user_id for entry in entries if entry.user_id}
    about = {entry.object_id for entry in entries if entry.content_type_id == accounts.pk}
    return keys | {int(key) for key in about if key.isdigit()}


def _named(people: dict[int, User], key: int) -> Any:
    if key not in people:
        return _("Deleted account %d") % key
    user = people[key]
    return f"{user.get_full_name()} <{user.email}>".strip()


URLS = [
    path("reports/audit-log/", AuditLog.as_view(), name="audit_log"),
    path("reports/audit-log/results/", AuditLog.as_view(results_only=True), name="audit_log_results"),
]
