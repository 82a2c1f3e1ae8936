"""Views for the choice of mails, and for the managing editor to reword them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import permission_required

from base.views import personal
from desk.mails.catalogue import EXAMPLES, KINDS, MailKind
from desk.mails.choice import MailChoiceForm, choice_of
from desk.mails.delivery import footer
from desk.mails.forms import WordingForm
from desk.mails.wording import Words, fill, original, words_of
from desk.models import MailWording

CHANGE_WORDS = "desk.change_mailwording"


@personal
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mail_choice(request: HttpRequest) -> HttpResponse:
    """Choose when to get mails."""
    form = MailChoiceForm(request.POST or None, instance=choice_of(request.user))
    if not form.is_valid():
        return render(request, "desk/mail_choice.html", {"form": form})
    form.save()
    messages.success(request, _("Your choice is kept."))
    return redirect("submissions")


@permission_required(CHANGE_WORDS)
def mails(request: HttpRequest) -> HttpResponse:
    """List the mails, and mark those that were reworded."""
    changed = set(MailWording.objects.values_list("name", flat=True))
    rows = [(kind, kind.name in changed) for kind in KINDS.values()]
    context = {"rows": rows, "page_title": _("Words of the mails"), "header_icon": "mail"}
    return render(request, "desk/mails/list.html", context)


@permission_required(CHANGE_WORDS)
def wording(request: HttpRequest, name: str) -> HttpResponse:
    """Edit the wording of a mail, preview it, or restore the original."""
    kind = _kind(name)
    if "original" in request.POST:
        MailWording.objects.filter(name=name).delete()
        messages.success(request, _("“%s” has its original words again.") % kind.label)
        return redirect("mail_wording", name)
    form = WordingForm(request.POST or None, kind=kind, initial=words_of(name)._asdict())
    if form.is_valid() and "preview" not in request.POST:
        return _save(request, kind, form.words(form.cleaned_data))
    return render(request, "desk/mails/edit.html", _context(kind, form))


def _kind(name: str) -> MailKind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def _save(request: HttpRequest, kind: MailKind, words: Words) -> HttpResponse:
    if words == original(kind.name):
        MailWording.objects.filter(name=kind.name).delete()
    else:
        MailWording.objects.update_or_create(name=kind.name, defaults=words._asdict())
    messages.success(request, _("“%s” has these words from now on.") % kind.label)
    return redirect("mails")


def _context(kind: MailKind, form: WordingForm) -> dict[str, Any]:
    shown = form.words(form.cleaned_data) if form.is_bound and form.is_valid() else words_of(kind.name)
    filled = fill(shown, {name: EXAMPLES[name] for name in kind.placeholders})
    return {
        "kind": kind,
        "form": form,
        "examples": [(f"{{{name}}}", EXAMPLES[name]) for name in kind.placeholders],
        "preview": Words(filled.subject, filled.text + footer(with_choice=kind.name != "invitation")),
        "is_changed": MailWording.objects.filter(name=kind.name).exists(),
        "page_title": kind.label,
        "header_icon": "mail",
    }


URLS = [
    path("pieces/mails/", mails, name="mails"),
    path("pieces/mails/<slug:name>/", wording, name="mail_wording"),
]
