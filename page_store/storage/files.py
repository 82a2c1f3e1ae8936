"""Stored pages: the bytes and headers of a response, as files."""

import gzip
import json
import os
import uuid
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from pathlib import Path

import brotli
from django.conf import settings

from page_store.policy.addresses import Address

HEAD = "head"
# Content codings of HTTP, the preferred one first, with the extension that they add to a file.
CODINGS = {"br": ".br", "gzip": ".gz", "": ""}
FILLING = ".filling"
# Pages of low priority get no more than this share of the space.
LOW_PRIORITY_SHARE = 0.25


@dataclass(frozen=True)
class StoredPage:
    """One response; `read` names the query parameters that it depends on, None if it may depend on any.

    The stamp is the modification time of its files, in seconds. It names the content; dated pages send it, too.
    """

    extension: str
    headers: list[list[str]]
    stamp: int
    read: list[str] | None
    is_coded: bool = False
    is_dated: bool = False


def content_timestamp(content: bytes) -> int:
    """Return the modification time that a file gets, in seconds: it follows from the content alone.

    A web server makes its entity tag from time and length. A true time has a resolution of a second, in which
    a page can change twice without changing its length.
    """
    return int.from_bytes(blake2b(content, digest_size=4).digest()) >> 1


def entity_tag(stamp: int, length: int) -> str:
    """Return the entity tag that nginx makes of a file, so that it is the same with nginx in front and without."""
    return f'"{stamp:x}-{length:x}"'


def write(
    generation: Path, address: Address, page: StoredPage, content: bytes, *, is_low_priority: bool = False
) -> None:
    """Store a response unless the space is used up; a reader of the files finds all of it or nothing."""
    place = generation / address.file
    coded = _encodings(content)
    head = json.dumps(asdict(replace(page, is_coded=len(coded) > 1))).encode()
    files = {f".{HEAD}": head} | {f".{page.extension}{CODINGS[name]}": body for name, body in coded.items()}
    if _reserve_space(generation, sum(map(len, files.values())), is_low_priority=is_low_priority):
        place.parent.mkdir(parents=True, exist_ok=True)
        for extension, body in files.items():
            _write_atomically(Path(f"{place}{extension}"), body, page.stamp)
        if page.is_dated:
            _link_by_tag(place, page, coded)


def _link_by_tag(place: Path, page: StoredPage, coded: dict[str, bytes]) -> None:
    """Link each coding under its entity tag, too: nginx then finds content that a client has in another coding."""
    for name, body in coded.items():
        tag = entity_tag(page.stamp, len(body)).strip('"')
        with suppress(FileExistsError):
            Path(f"{place}.{tag}.{page.extension}").hardlink_to(f"{place}.{page.extension}{CODINGS[name]}")


def _encodings(content: bytes) -> dict[str, bytes]:
    """Return the content in every coding, if that makes it smaller; the file that a web server looks for is last."""
    coded = {"br": brotli.compress(content, quality=5), "gzip": gzip.compress(content, 6, mtime=0)}
    pays = all(len(body) < len(content) for body in coded.values())
    return coded | {"": content} if pays else {"": content}


def _write_atomically(path: Path, content: bytes, stamp: int) -> None:
    new = path.parent / f".{uuid.uuid4().hex}"
    new.write_bytes(content)
    os.utime(new, (stamp, stamp))
    new.replace(path)


def _reserve_space(generation: Path, size: int, *, is_low_priority: bool) -> bool:
    """Return whether a size in bytes still fits, and count it.

    The length of one file is the number of kilobytes so far: several processes may append to it at once.
    """
    generation.mkdir(exist_ok=True)
    most = settings.PAGE_STORE_MEGABYTES * 1024 * (LOW_PRIORITY_SHARE if is_low_priority else 1)
    with (generation / FILLING).open("ab") as filling:
        if filling.tell() + size // 1024 > most:
            return False
        filling.write(b"." * (size // 1024 + 1))
    return True


def read_head(generation: str, address: Address) -> StoredPage | None:
    """Return the headers of the stored response of an address, if any."""
    try:
        path = f"{settings.PAGE_STORE_ROOT}/{generation}/{address.file}.{HEAD}"
        with open(path, "rb") as file:  # noqa: PTH123 - faster than pathlib
            return StoredPage(**json.load(file))
    except OSError:
        return None


def read_body(generation: str, address: Address, page: StoredPage, coding: str) -> tuple[str, bytes]:
    """Return the coding that was found, and the content in it. Raise OSError if the page is gone."""
    path = f"{settings.PAGE_STORE_ROOT}/{generation}/{address.file}.{page.extension}"
    with suppress(FileNotFoundError):
        return coding, Path(path + CODINGS[coding]).read_bytes()
    return "", Path(path).read_bytes()
