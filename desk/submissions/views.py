"""The views in which authors write."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import CharField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from base.views import form_token, personal, read_only
from desk.conversion import ConversionError
from desk.drafting import drafts
from desk.models import Piece, Stage
from desk.pieces import services
from desk.pieces.services import PieceError
from desk.submissions import steps
from desk.submissions.forms import PitchForm, StepForm
from desk.submissions.sending import send
from desk.submissions.text import markdown_of_pasted

# The number of pitches per user and day.
PITCHES_A_DAY = 5
# Session key: what was saved last, by the key under which a browser keeps it, and the version that it was typed on.
SAVED = "saved_step"


@personal
@read_only
def submissions(request: HttpRequest) -> HttpResponse:
    """List the pieces of the user, or explain to guests how to write for the magazine."""
    mine = Piece.objects.owned_by(request.user).select_related("article") if request.user.is_authenticated else []
    return render(request, "desk/submissions.html", {"pieces": mine})


@personal
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pitch(request: HttpRequest) -> HttpResponse:
    """Send a pitch to the editors."""
    form = PitchForm(request.POST or None)
    if not form.is_valid():
        return render(request, "desk/pitch.html", {"form": form})
    user: Any = request.user
    if services.pitches_lately(user) >= PITCHES_A_DAY:
        return respond_429(request)
    piece = services.send_pitch(owner=user, **form.cleaned_data)
    messages.success(request, _("Thank you! The editors have your idea and write to you."))
    return redirect(piece)


def own_piece(request: HttpRequest, pk: int) -> Piece:
    """Return a piece of the user. Raise Http404 for all others, so that their existence is not revealed."""
    pieces = Piece.objects.select_related("article", "assignee", "owner", "sent_revision")
    return get_object_or_404(pieces, pk=pk, owner=request.user)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show a step, and save it."""
    if not request.user.is_authenticated:
        return _logged_out(request, _step(name).form.fields_in(request.POST))
    piece, found = own_piece(request, pk), _step(name)
    if not piece.is_with_author:
        return _elsewhere(request, piece)
    try:
        piece = drafts.begin(piece)
    except PieceError as problem:
        messages.error(request, str(problem))
        return redirect("submissions")
    form = found.form(request.POST or None, request.FILES or None, piece=piece, draft=drafts.draft_of(piece))
    return _save(request, piece, found, form) if request.method == "POST" else _show(request, piece, found, form)


def _step(name: str) -> steps.Step:
    try:
        return next(step for step in steps.STEPS if step.name == name)
    except StopIteration as error:
        raise Http404 from error


def is_typed(field: Any) -> bool:
    """Return whether people type into a field, where they choose in others."""
    return isinstance(field, CharField)


def wants_json(request: HttpRequest) -> bool:
    """Return whether a script that saves in the background sent the request."""
    return request.headers.get("accept") == "application/json"


def _logged_out(request: HttpRequest, fields: Mapping[str, Any]) -> HttpResponse:
    """Show that the session has ended, without losing the typed words."""
    if wants_json(request):
        return JsonResponse({"problem": _("You are not logged in any more.")}, status=401)
    if request.method == "POST":
        typed = [(field.label, request.POST.get(name, "")) for name, field in fields.items() if is_typed(field)]
        context = {"kept": [(label, value) for label, value in typed if value.strip()], "path": request.path}
        return render(request, "desk/logged_out.html", context, status=401)
    return redirect(f"{reverse('account_login')}?next={request.path}")


def _elsewhere(request: HttpRequest, piece: Piece) -> HttpResponse:
    sentence = _("This piece is not with you any more: %s.") % Stage(piece.stage).label
    if wants_json(request):
        return JsonResponse({"problem": sentence}, status=409)
    if request.method == "POST":
        messages.warning(request, sentence)
    return redirect(piece)


def _show(
    request: HttpRequest, piece: Piece, found: steps.Step, form: StepForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "piece": piece,
        "step": found,
        "form": form,
        "version": drafts.version_of(piece),
        "saved": request.session.pop(SAVED, ""),
        "menu": steps.menu(piece.pk, found.name),
        "is_last": steps.after(found.name) == found.name,
    }
    return render(request, found.form.template, context | more, status=status)


def _save(request: HttpRequest, piece: Piece, found: steps.Step, form: StepForm) -> HttpResponse:
    if not form.is_valid():
        return _refused(request, piece, found, form)
    user: Any = request.user
    try:
        saved = drafts.save(piece=piece, version=request.POST.get("version", ""), by=user, change=form.apply)
    except drafts.OutdatedError:
        return _outdated(request, piece, found, form)
    except PieceError:
        return _elsewhere(request, Piece.objects.get(pk=piece.pk))
    return _saved(request, saved, found, form)


def _refused(request: HttpRequest, piece: Piece, found: steps.Step, form: StepForm) -> HttpResponse:
    """Keep the submitted version: what was saved since has not been seen yet."""
    if not wants_json(request):
        return _show(request, piece, found, form, status=422, version=request.POST.get("version", ""))
    sentences = [sentence for errors in form.errors.values() for sentence in errors]
    return JsonResponse({"problem": _("Not saved yet: %s") % " ".join(map(str, sentences))}, status=422)


def _outdated(request: HttpRequest, piece: Piece, found: steps.Step, form: StepForm) -> HttpResponse:
    """Refuse to overwrite a version that the user has not seen, and show both."""
    if wants_json(request):
        text = _("This was changed elsewhere. Press “Save” to see both versions; nothing is lost.")
        return JsonResponse({"problem": text}, status=409)
    kept = form.kept()
    changed = [(form[name].label, kept.get(name), name) for name in kept if name in form.changed_data]
    return _show(request, piece, found, form, status=409, outdated=changed, is_outdated=True)


def _saved(request: HttpRequest, piece: Piece, found: steps.Step, form: StepForm) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"version": drafts.version_of(piece), "at": time_format(timezone.localtime(), "H:i")})
    for problem in form.problems:
        messages.warning(request, problem)
    request.session[SAVED] = f"submission {piece.pk} {found.name} {request.POST.get('version', '')}"
    if "send" in request.POST:
        return _send(request, piece)
    if "stay" in request.POST or form.problems:
        if not form.has_refused:
            messages.success(request, _("Saved."))
        return redirect("submission_step", piece.pk, found.name)
    return redirect("submission_step", piece.pk, steps.after(found.name))


def _send(request: HttpRequest, piece: Piece) -> HttpResponse:
    user: Any = request.user
    try:
        send(piece=piece, by=user)
    except PieceError as problem:
        messages.error(request, str(problem))
        return redirect("submission_step", piece.pk, "check")
    messages.success(request, _("Thank you! Your piece is with the editors."))
    return redirect(piece)


@personal
@require_POST
def pasted(request: HttpRequest, pk: int) -> HttpResponse:
    """Return pasted content in the notation of the text field."""
    if not request.user.is_authenticated:
        return _logged_out(request, {})
    own_piece(request, pk)
    try:
        text, remarks = markdown_of_pasted(request.POST.get("pasted", ""))
    except ConversionError as error:
        return JsonResponse({"problem": str(error)}, status=422)
    return JsonResponse({"text": text, "remarks": remarks})


@personal
@login_required
@read_only
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the draft as readers would see it."""
    piece = own_piece(request, pk)
    if not piece.article:
        raise Http404
    return show_draft(request, drafts.draft_of(piece))


def show_draft(request: HttpRequest, draft: Any) -> HttpResponse:
    """Return the response with a version of an article as readers would see it."""
    response: HttpResponse = draft.make_preview_request(request)
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


@personal
@login_required
@read_only
def logged_in(request: HttpRequest) -> HttpResponseBase:
    """The end of a log-in in a dialog: tells the page behind it how to continue."""
    if wants_json(request):
        return form_token(request)
    return render(request, "desk/logged_in.html")


def change_stage(request: HttpRequest, change: partial[Any], done: str, then: Any) -> HttpResponse:
    """Change a piece, report the success or the reason of failure, and redirect."""
    try:
        change()
    except PieceError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, done)
    return redirect(then)
