"""Wagtail's mails about reviews, limited to users whom we do not notify ourselves, and sent as they have chosen."""

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from wagtail.admin.mail import (
    GroupApprovalTaskStateSubmissionEmailNotifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
)
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected

from desk.mails.delivery import keep_for_daily
from desk.mails.wording import Words
from desk.models import MailChoice, Piece, Stage


def told_by_us(state: WorkflowState) -> int | None:
    """Return the key of the author whom we notify of a review's outcome, or None."""
    piece = Piece.objects.of_article(state.object_id).filter(owner__isnull=False).first()
    if piece is None:
        return None
    is_new = piece.stage in Stage.in_progress() or piece.stage_since >= state.created_at
    return piece.owner_id if is_new else None


class AsChosen:
    """Leaves out users whom we notify ourselves, and postpones mails to the daily one if chosen."""

    notification: str

    def get_recipient_users(self, instance: Any, **kwargs: Any) -> set[Any]:
        """Return Wagtail's recipients except the author whom we notify."""
        users = set(super().get_recipient_users(instance, **kwargs))  # type: ignore[misc]  # a mixin
        told = told_by_us(instance) if isinstance(instance, WorkflowState) else None
        return {user for user in users if user.pk != told}

    def get_context(self, instance: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what makes the event another than all others."""
        context: dict[str, Any] = super().get_context(instance, **kwargs)  # type: ignore[misc]  # a mixin
        return context | {"event": f"{type(instance).__name__} {instance.pk} {self.notification}"}

    def send_emails(self, template_set: Any, context: dict[str, Any], recipients: Iterable[Any], **kwargs: Any) -> bool:
        """Send at once to those who want it so."""
        daily = {user for user in recipients if MailChoice.of(user) == MailChoice.When.DAILY}
        for user in daily:
            names = (template_set["subject"], template_set["text"])
            subject, text = (render_to_string(name, context | {"user": user}).strip() for name in names)
            keep_for_daily(user, Words(subject, text.partition("\n-- \n")[0]), event=context["event"])
        rest = set(recipients) - daily
        return bool(super().send_emails(template_set, context, rest, **kwargs))  # type: ignore[misc]  # a mixin


class TaskMails(AsChosen, GroupApprovalTaskStateSubmissionEmailNotifier):
    """To editors: something waits for a review."""


class ApprovalMails(AsChosen, WorkflowStateApprovalEmailNotifier):
    """To who handed something in: it is approved."""


class RejectionMails(AsChosen, WorkflowStateRejectionEmailNotifier):
    """To who handed something in: there are questions."""


# Wagtail's own names of its receivers; guarded by tests/desk/test_mails.py.
RECEIVERS = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification", TaskMails()),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification", ApprovalMails()),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification", RejectionMails()),
)


def connect() -> None:
    """Take the place of Wagtail's receivers."""
    for signal, sender, name, mails in RECEIVERS:
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(mails, sender=sender, dispatch_uid=name)
