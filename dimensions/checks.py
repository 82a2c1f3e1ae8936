"""System checks of an installation; each message names the environment variable and the cure."""

import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.http.request import validate_host

from dimensions.http.proxies import network
from sample.logins import with_published_password

# Environment variable, setting, and what its value should be.
NEEDED = (
    ("SECRET_KEY", "SECRET_KEY", "a long random text that only this installation knows"),
    ("ALLOWED_HOSTS", "ALLOWED_HOSTS", "the host names of the site, separated by commas"),
    ("SITE_URL", "WAGTAILADMIN_BASE_URL", "the public address of the site, such as https://magazine.example"),
)
SHORTEST_KEY = 50
TO_CHOOSE = {
    "EMAIL_URL": (
        "EMAIL_URL is not set, so no mail would arrive: give it your mail server, "
        "as in smtp+tls://user:password@host:587, or smtp://localhost:25 for one on this machine."
    ),
    "CACHE_URL": (
        "CACHE_URL is not set, so each web process would count attempts to log in for itself: give it a cache that "
        "all share, as in filecache:///srv/dimensions/var/cache or rediscache://host:6379/0; "
        "or locmemcache:// for a single web process."
    ),
}
WORKER_FLAGS = {"--workers", "-w", "--processes"}
WORKER_VARIABLES = ("WEB_CONCURRENCY", "GRANIAN_WORKERS")
ORIGIN = re.compile(r"https?://[a-z0-9.\-\[\]:]+")
# A number of requests, and a period.
RATE = re.compile(r"[1-9]\d*/(?P<number>\d*)(?P<unit>[smhd])")
# Django's placeholder in new projects, which it also warns of.
INSECURE_PREFIX = "django-insecure-"
ANOTHER_KEY = "give it a random text of its own, as `openssl rand -base64 48` prints."


def _value(setting: str) -> Any:
    try:
        return getattr(settings, setting)
    except ImproperlyConfigured:  # Django does not return an empty secret key.
        return ""


def missing_settings() -> list[str]:
    """Return one sentence for each required environment variable that is missing."""
    return [
        f"The environment variable {variable} is not set: give it {meaning}."
        for variable, setting, meaning in NEEDED
        if not _value(setting)
    ]


def unsafe_settings() -> list[str]:
    """Return one sentence for each setting that is unsafe in public."""
    if not settings.REFUSE_UNSAFE_SETTINGS:
        return []
    return [
        *_about_secret_key(),
        *_about_hosts(),
        *_about_proxies(),
        *_about_what_is_not_chosen(),
    ]


def unusable_settings() -> list[str]:
    """Return one sentence for each setting that fails sooner or later, in public and on one's own machine."""
    metrics = (_problem_of_network("METRICS_ADDRESSES", text) for text in settings.METRICS_ADDRESSES)
    return [*_about_rates(), *_about_origins(), *filter(None, metrics)]


def _about_what_is_not_chosen() -> Iterator[str]:
    """Warn of defaults that suit one person on one machine and could go unnoticed in public."""
    yield from (sentence for variable, sentence in TO_CHOOSE.items() if variable not in settings.CHOSEN)


def _about_secret_key() -> Iterator[str]:
    key = str(_value("SECRET_KEY"))
    if key.startswith(INSECURE_PREFIX):
        yield f"SECRET_KEY begins with “{INSECURE_PREFIX}”, as a key that others know: {ANOTHER_KEY}"
    elif key and len(key) < SHORTEST_KEY:
        yield f"SECRET_KEY has {len(key)} characters and needs {SHORTEST_KEY}: {ANOTHER_KEY}"


def _about_hosts() -> Iterator[str]:
    names, url = settings.ALLOWED_HOSTS, settings.WAGTAILADMIN_BASE_URL
    if "*" in names:
        yield "ALLOWED_HOSTS holds “*”, so anybody may choose the site’s name in its mails: name the hosts of the site."
    if url and (problem := _problem_of_address(url)):
        yield problem
    elif url and names and not validate_host(host := urlsplit(url).hostname or "", names):
        yield f"SITE_URL names {host}, which is not among ALLOWED_HOSTS: add it there, or correct SITE_URL."


def _problem_of_address(url: str) -> str:
    try:
        parts = urlsplit(url)
        is_address = bool(parts.scheme in {"http", "https"} and parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    return "" if is_address else f"SITE_URL is “{url}”, which is no address: write it like https://magazine.example."


def _about_rates() -> Iterator[str]:
    for rate in filter(None, settings.API_RATE_LIMIT.split(",")):
        if not RATE.fullmatch(rate.strip()):
            yield f"API_RATE_LIMIT holds “{rate}”: write a number and a period, as in 600/m, 100/10s or 10000/h."


def _about_origins() -> Iterator[str]:
    for origin in settings.API_WRITE_ORIGINS:
        if not ORIGIN.fullmatch(origin):
            yield f"API_WRITE_ORIGINS holds “{origin}”: write origins without a path, as in https://front.example."


def _about_proxies() -> Iterator[str]:
    hops, addresses = settings.TRUSTED_PROXIES, settings.TRUSTED_PROXY_ADDRESSES
    if hops < 0:
        yield f"TRUSTED_PROXIES is {hops}: give it the number of proxies of yours, 0 for none."
    if addresses and not hops:
        yield "TRUSTED_PROXY_ADDRESSES is set, but TRUSTED_PROXIES is 0: give that the number of proxies of yours."
    for text in addresses:
        if problem := _problem_of_network("TRUSTED_PROXY_ADDRESSES", text):
            yield problem
        elif network(text).prefixlen == 0:
            yield f"TRUSTED_PROXY_ADDRESSES holds {text}, which is everybody: name only your proxies."


def _problem_of_network(variable: str, text: str) -> str:
    try:
        network(text)
    except ValueError:
        return f"{variable} holds “{text}”: write addresses or networks, such as 10.0.4.9 or 10.0.4.0/24."
    return ""


def published_log_ins() -> list[str]:
    """Return a sentence that names the sample accounts, whose passwords are in the documentation."""
    if not settings.REFUSE_UNSAFE_SETTINGS:
        return []
    try:
        emails = with_published_password()
    except DatabaseError:  # There are no accounts before the first `migrate`.
        return []
    sentence = (
        f"These sample accounts have the passwords that the documentation publishes: {', '.join(emails)}. "
        "Change each with `manage.py changepassword ADDRESS`, or delete the accounts."
    )
    return [sentence] if emails else []


def web_workers(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Return the number of processes of a web server, from its command (granian, gunicorn, uWSGI) or environment."""
    words = [part for word in command for part in word.split("=", 1)]
    asked = [value for flag, value in pairwise(words) if flag in WORKER_FLAGS]
    asked += [environment[name] for name in WORKER_VARIABLES if name in environment]
    return max((int(number) for number in asked if number.isdigit()), default=1)


def cache_of_each_worker() -> list[str]:
    """Return a sentence if several web processes would each have a cache of their own."""
    is_own = settings.CACHES["default"]["BACKEND"].endswith(".LocMemCache")
    if not (settings.REFUSE_UNSAFE_SETTINGS and is_own and (workers := web_workers(sys.argv, os.environ)) > 1):
        return []
    sentence = (
        f"CACHE_URL is locmemcache://, and {workers} web processes are to start, so each would count attempts to log "
        "in for itself: give it a cache that all share, as in filecache:///srv/dimensions/var/cache, or start one."
    )
    return [sentence]


def stop_if_unsafe() -> None:
    """Raise ImproperlyConfigured with everything that is wrong; for starts that run no system checks."""
    if problems := [
        *missing_settings(),
        *unsafe_settings(),
        *unusable_settings(),
        *cache_of_each_worker(),
        *published_log_ins(),
    ]:
        raise ImproperlyConfigured(" ".join(problems))


@register("dimensions")
def check_installation(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Error]:
    """Report all errors when a command runs the system checks."""
    found = {
        "E001": missing_settings(),
        "E002": [*unsafe_settings(), *unusable_settings()],
        "E003": published_log_ins(),
    }
    return [Error(text, id=f"dimensions.{number}") for number, sentences in found.items() for text in sentences]
