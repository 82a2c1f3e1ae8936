"""Idempotent requests: one with an `Idempotency-Key` is processed once, and its response repeated.

The header is that of draft-ietf-httpapi-idempotency-key-header. The response is stored in the transaction of the
change, so that neither exists without the other.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja.errors import HttpError
from wagtail.models import APIToken

from members.models import AnsweredRequest
from members.models.tokens import ANSWERED_AGAIN

KEY = "Idempotency-Key"
LONGEST = 255
KEPT_HEADERS = ("Content-Type", "ETag")
WRONG_KEY = f"Idempotency-Key has to be 1 to {LONGEST} characters of ASCII, such as a UUID."
OTHER_BODY = "This Idempotency-Key was sent with another request: take a new key for a new request."
AT_WORK = "A request with this Idempotency-Key is being carried out: ask again in a moment."


class Claim(NamedTuple):
    """That a request is being carried out for the first time."""

    token: APIToken
    key: str
    fingerprint: str


def answer_again(request: HttpRequest) -> HttpResponse | None:
    """Return the stored response; without one, note on the request that its response should be stored.

    Call it in a transaction. Raise HttpError 422 for an invalid key or a different request, 409 for one in progress.
    """
    key = request.headers.get(KEY)
    token = getattr(request, "auth", None)
    if key is None or not isinstance(token, APIToken):
        return None
    if not 1 <= len(key) <= LONGEST or not (key.isascii() and key.isprintable()):
        raise HttpError(422, WRONG_KEY)
    claim = Claim(token, key, fingerprint(request))
    _lock(claim)
    if found := _answered(claim):
        return _given_again(found, claim)
    request.claim = claim  # type: ignore[attr-defined]  # read by keep_answer()
    return None


def keep_answer(request: HttpRequest, response: HttpResponse) -> None:
    """Keep the answer to a request that was carried out for the first time."""
    if claim := getattr(request, "claim", None):
        AnsweredRequest.objects.create(
            **claim._asdict(),
            status=response.status_code,
            headers={name: response[name] for name in KEPT_HEADERS if name in response},
            content=response.content.decode(),
        )


def _answered(claim: Claim) -> AnsweredRequest | None:
    given = AnsweredRequest.objects.filter(token=claim.token, key=claim.key)
    given.filter(at__lte=timezone.now() - ANSWERED_AGAIN).delete()
    return given.first()


def _given_again(found: AnsweredRequest, claim: Claim) -> HttpResponse:
    if found.fingerprint != claim.fingerprint:
        raise HttpError(422, OTHER_BODY)
    return HttpResponse(found.content, status=found.status, headers=found.headers)


def _lock(claim: Claim) -> None:
    """Raise HttpError 409 while another process handles the same request; SQLite serialises writes itself."""
    if connection.vendor != "postgresql":
        return
    number = int.from_bytes(hashlib.sha256(f"{claim.token.pk} {claim.key}".encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise HttpError(409, AT_WORK)


def fingerprint(request: HttpRequest) -> str:
    """Return a digest that identifies a request: method, URL, and the parsed body rather than its bytes."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    for part in _said(request):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _said(request: HttpRequest) -> Iterator[bytes]:
    if request.content_type != "multipart/form-data":
        yield _canonical(request.body)
        return
    # The boundary between the parts is another one each time.
    for name, values in sorted(request.POST.lists()):
        yield json.dumps([name, values]).encode()
    for name, file in sorted(request.FILES.items()):
        yield f"{name} {_hash(file)}".encode()


def _canonical(body: bytes) -> bytes:
    try:
        return json.dumps(json.loads(body), sort_keys=True).encode()
    except ValueError:
        return body


def _hash(file: Any) -> str:
    digest = hashlib.sha256()
    sent: UploadedFile = file
    for chunk in sent.chunks():
        digest.update(chunk)
    sent.seek(0)
    return digest.hexdigest()
