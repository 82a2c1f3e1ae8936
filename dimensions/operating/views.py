"""The page of the operator in the desk."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_tasks_db.models import DBTaskResult
from wagtail.admin.auth import permission_required

from base.background.outcomes import run_again
from dimensions.operating.status import OPERATE, operator_context

HEADING = gettext_lazy("Operation")


@permission_required(OPERATE)
def overview(request: HttpRequest) -> HttpResponse:
    """Show readiness, queue and failures."""
    return render(request, "dimensions/operation.html", operator_context() | {"page_title": HEADING})


@permission_required(OPERATE)
@require_POST
def run_task_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Run one failed task again."""
    task = get_object_or_404(DBTaskResult, pk=pk)
    if run_again(task):
        messages.success(request, _("“%s” runs again as soon as a worker is free.") % task.task_path)
    else:
        messages.error(request, _("“%s” is no failed task any more: somebody was quicker.") % task.task_path)
    return redirect("operation")
