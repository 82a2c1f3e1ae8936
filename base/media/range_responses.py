"""Send a file from any storage, whole or in part (RFC 9110, sections 13 and 14)."""

import hashlib
import mimetypes
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

# One range of bytes; several at once may be answered with the whole (section 14.2), and viewers never ask so.
ONE_RANGE = re.compile(r"bytes\s*=\s*([0-9]{0,18})\s*-\s*([0-9]{0,18})\s*")


class RangeNotSatisfiableError(Exception):
    """None of the requested bytes are in the file."""


@dataclass(frozen=True)
class Version:
    """The validators of a file: entity tag and time of change (RFC 9110, section 8.8)."""

    size: int
    modified: datetime
    etag: str

    @property
    def timestamp(self) -> int:
        """The whole second of the last change."""
        return int(self.modified.timestamp())


class Part:
    """Some bytes of an open file, read like a file."""

    def __init__(self, file: Any, wanted: range) -> None:
        self._file = file
        self._left = len(wanted)
        file.seek(wanted.start)

    def read(self, size: int) -> bytes:
        """Return the next bytes, none at the end of the part."""
        data: bytes = self._file.read(min(size, self._left))
        self._left -= len(data)
        return data

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def wanted_range(header: str, size: int) -> range | None:
    """Return the bytes requested by a Range header, None for all. Raise RangeNotSatisfiableError."""
    match = ONE_RANGE.fullmatch(header)
    if not match or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        found = range(max(0, size - int(last)), size)
    elif last and int(last) < int(first):
        return None
    else:
        found = range(int(first), min(int(last) + 1, size) if last else size)
    if not found:
        raise RangeNotSatisfiableError
    return found


def send_file(request: HttpRequest, file: FieldFile, *, filename: str) -> HttpResponseBase:
    """Return a response with a file under a readable name. Raise Http404 if it is missing in the storage.

    Does not check access; callers must.
    """
    version = _version(file)
    response = get_conditional_response(request, version.etag, version.timestamp) or _answer(request, file, version)
    response["ETag"] = version.etag
    response["Last-Modified"] = http_date(version.timestamp)
    response["Accept-Ranges"] = "bytes"
    if response.status_code < 300:
        response["Content-Type"] = mimetypes.guess_type(file.name or "", strict=False)[0] or "application/octet-stream"
        response["Content-Disposition"] = content_disposition_header(False, filename) or "inline"
    return response


def _version(file: FieldFile) -> Version:
    try:
        size, modified = file.size, file.storage.get_modified_time(str(file.name))
    except FileNotFoundError as error:
        raise Http404 from error
    state = f"{file.name} {size} {modified.timestamp()}"
    return Version(size, modified, f'"{hashlib.sha256(state.encode()).hexdigest()[:20]}"')


def _answer(request: HttpRequest, file: FieldFile, version: Version) -> HttpResponseBase:
    try:
        part = wanted_range(_range_header(request, version), version.size)
    except RangeNotSatisfiableError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{version.size}"})
    wanted = range(version.size) if part is None else part
    response = _body(request, file, wanted)
    response["Content-Length"] = str(len(wanted))
    if part is not None:
        response.status_code = 206
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{version.size}"
    return response


def _range_header(request: HttpRequest, version: Version) -> str:
    """The range, unless the sender has a part of another state of the file (section 13.1.5)."""
    condition = request.headers.get("If-Range")
    fits = condition in {None, version.etag, http_date(version.timestamp)}
    return request.headers.get("Range", "") if fits and request.method == "GET" else ""


def _body(request: HttpRequest, file: FieldFile, wanted: range) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse()
    return FileResponse(Part(file.storage.open(str(file.name), "rb"), wanted))
