"""E-mails about affiliations. The first line of a template is the subject."""

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django_tasks import task

from members.models import User
from members.permissions import DECIDE_REQUESTS


@task()
def deliver(subject: str, body: str, to: str) -> None:
    """Send one e-mail, in the worker, so that nobody waits for a mail server."""
    send_mail(subject, body, None, [to])


def send(*, template: str, to: list[str], **context: Any) -> None:
    """Send an e-mail to each address separately."""
    text = render_to_string(f"members/mail/{template}.txt", context | {"site": settings.WAGTAILADMIN_BASE_URL})
    subject, _, body = text.partition("\n")
    for address in to:
        deliver.enqueue(subject.strip(), body.strip() + "\n", address)


def notify_managers(*, template: str, **context: Any) -> None:
    """Send an e-mail to everybody who decides requests, or to the contact address while nobody does."""
    codename = DECIDE_REQUESTS.rpartition(".")[2]
    may = Q(groups__permissions__codename=codename) | Q(user_permissions__codename=codename)
    managers = User.objects.filter(may, is_active=True).distinct()
    addresses = list(managers.values_list("email", flat=True))
    contact = [settings.MEMBERSHIP_CONTACT] if settings.MEMBERSHIP_CONTACT else []
    send(template=template, to=addresses or contact, **context)
