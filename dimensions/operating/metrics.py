"""Prometheus metrics: requests of this machine’s web processes, and the state of queue, mail and archive.

Requests that a web server answers from the page store never reach the application; count them there.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from archive.models import IssuePage
from base.mail.models import OutgoingMail
from dimensions.http.proxies import Application, Environ, StartResponse, network
from dimensions.operating.shared_counters import VARIABLE
from members.ip_addresses import client_address, parse_address

PATH = "/metrics/"
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
RENDERED = "dimensions.rendered"  # in the environ of a request that reached Django

REQUESTS = Counter(
    "dimensions_requests", "Requests by method, class of status and who answered.", ["method", "status", "by"]
)
SECONDS = Histogram("dimensions_request_seconds", "Time until an answer began, by who gave it.", ["by"])


def counted(application: Application) -> Application:
    """Return the application wrapped so that its requests are counted."""

    def count(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        began, seen = time.perf_counter(), [""]

        def start(status: str, *rest: Any) -> Any:
            seen[0] = status
            return start_response(status, *rest)

        answer = application(environ, start)
        by = "application" if RENDERED in environ else "store"
        method = environ["REQUEST_METHOD"]
        REQUESTS.labels(method if method in METHODS else "other", f"{seen[0][:1]}xx", by).inc()
        SECONDS.labels(by).observe(time.perf_counter() - began)
        return answer

    return count


def marked(application: Application) -> Application:
    """Return the application wrapped so that requests which reach it can be told from those of the store."""

    def mark(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        environ[RENDERED] = True
        return application(environ, start_response)

    return mark


class StateCollector(Collector):
    """Queries the database for the current state."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield one gauge per figure."""
        now = timezone.now()
        tasks = DBTaskResult.objects
        yield gauge("queue_length", "Tasks that wait.", tasks.ready().count())
        yield gauge("queue_age_seconds", "Age of the task that waits longest.", _age(tasks.ready(), "enqueued_at"))
        yield gauge("tasks_failed", "Tasks that have failed for good within 14 days.", tasks.failed().count())
        mails = OutgoingMail.objects
        yield gauge("mails_waiting", "Mails that no mail server has taken.", mails.due(now).count())
        yield gauge("mails_age_seconds", "Age of the mail that waits longest.", _age(mails.due(now), "created_at"))
        yield gauge("mails_sent", "Mails that were sent within 14 days.", mails.filter(sent_at__isnull=False).count())
        yield gauge("issues_imported", "Issues in the archive.", IssuePage.objects.count())


def gauge(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    """Return a gauge with one value."""
    return GaugeMetricFamily(f"dimensions_{name}", meaning, value=value)


def _age(rows: Any, field: str) -> float:
    oldest = rows.order_by(field).values_list(field, flat=True).first()
    return (timezone.now() - oldest).total_seconds() if oldest else 0.0


class MetricsMiddleware:
    """Answers Prometheus before host names are checked: it uses the address of the machine."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 404 to everybody else."""
        if request.path_info != PATH:
            return self.get_response(request)
        return _exposition() if _may_ask(request) else HttpResponseNotFound()


def _may_ask(request: HttpRequest) -> bool:
    peer = parse_address(request.META.get("REMOTE_ADDR", ""))
    client = client_address(request) if "HTTP_X_FORWARDED_FOR" in request.META else peer
    return client is not None and any(client in network(text) for text in settings.METRICS_ADDRESSES)


def _exposition() -> HttpResponse:
    registry = CollectorRegistry()
    registry.register(StateCollector())
    requests = REGISTRY
    if VARIABLE in os.environ:
        requests = CollectorRegistry()
        MultiProcessCollector(requests)
    text = generate_latest(requests) + generate_latest(registry)
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})
