"""Outcomes of tasks that fail, or whose worker is gone."""

import datetime as dt
from contextlib import nullcontext
from threading import Event

import pytest
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django_tasks import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from base.background import heart, outcomes, retention, worker
from base.background.leases import return_abandoned_tasks
from base.background.models import LEASE, Heartbeat

pytestmark = pytest.mark.django_db
LONG_AGO = dt.timedelta(days=15)


def make_task(path: str = "base.media.tasks.delete_files", **fields) -> DBTaskResult:
    defaults = {"args_kwargs": {"args": [[]], "kwargs": {}}, "task_path": path, "backend_name": "default"}
    return DBTaskResult.objects.create(run_after=timezone.now(), **defaults | fields)


def running(*workers: str, seconds: float = 0.0) -> DBTaskResult:
    began = timezone.now() - dt.timedelta(seconds=seconds)
    return make_task(status=Status.RUNNING, worker_ids=list(workers), started_at=began)


def fresh(row: DBTaskResult) -> DBTaskResult:
    return DBTaskResult.objects.get(pk=row.pk)


def seen(name: str, seconds: float) -> None:
    at = timezone.now() - dt.timedelta(seconds=seconds)
    Heartbeat.objects.create(name=name, kind=Heartbeat.Kind.WORKER, started_at=at, seen_at=at)


@pytest.mark.parametrize("attempt", range(1, outcomes.MOST_ATTEMPTS))
def test_it_is_tried_again_after_a_pause_that_grows(attempt: int):
    row = running(*["w"] * attempt)
    before = timezone.now()
    assert outcomes.fail(row, ValueError("No such sky"))
    again = fresh(row)
    assert again.status == Status.READY
    assert again.run_after - before >= dt.timedelta(seconds=outcomes.PAUSES[attempt - 1])
    assert "No such sky" in again.traceback


def test_it_fails_for_good_in_the_end_and_runs_again_when_somebody_says_so():
    row = running(*["w"] * outcomes.MOST_ATTEMPTS)
    outcomes.fail(row, ValueError("No such sky"))
    assert fresh(row).status == Status.FAILED
    assert outcomes.run_again(row)
    assert not outcomes.run_again(row)
    assert list(DBTaskResult.objects.ready()) == [row]
    assert fresh(row).worker_ids == []


def test_the_pauses_grow():
    assert list(outcomes.PAUSES) == sorted(set(outcomes.PAUSES))


def test_a_worker_that_was_taken_for_dead_changes_nothing():
    row = running("slow", seconds=60)
    taken_over = fresh(row)
    taken_over.claim("quick")
    assert not outcomes.finish(row, None)
    assert not outcomes.fail(row, ValueError())
    assert fresh(row).status == Status.RUNNING
    assert outcomes.finish(taken_over, None)


def test_a_task_belongs_to_its_worker_as_long_as_that_is_alive():
    lease = LEASE.total_seconds()
    seen("alive", 3)
    seen("dead", lease + 1)
    kept = [running("dead", "alive", seconds=lease + 9), running("new", seconds=1)]
    lost = [running("alive", "dead", seconds=lease + 9), running("unknown", seconds=lease + 9)]
    return_abandoned_tasks()
    assert {fresh(row).status for row in kept} == {Status.RUNNING}
    assert set(DBTaskResult.objects.ready()) == set(lost)


def test_a_task_that_kills_its_workers_is_given_up():
    row = running(*["dead"] * outcomes.MOST_ATTEMPTS, seconds=99)
    return_abandoned_tasks()
    assert fresh(row).status == Status.FAILED
    assert fresh(row).exception_class_path.endswith("WorkerGoneError")


def test_an_interrupted_attempt_does_not_count():
    row = running("w", "w")
    assert outcomes.give_back(row)
    assert fresh(row).worker_ids == ["w"]


def test_there_is_nothing_to_index_of_what_is_gone(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    arguments = {"args": ["articles", "articlepage", "0"], "kwargs": {}}
    row = make_task("modelsearch.tasks.insert_or_update_object_task", args_kwargs=arguments)
    assert worker.call(row) is None


def test_results_are_kept_for_fourteen_days():
    now = timezone.now()
    for status in (Status.SUCCESSFUL, Status.FAILED):
        make_task(status=status, finished_at=now - LONG_AGO)
    kept = [make_task(status=Status.FAILED, finished_at=now - dt.timedelta(days=13)), make_task(), running("w")]
    retention.prune(now)
    assert set(DBTaskResult.objects.all()) == set(kept)


@pytest.mark.parametrize("error", [OperationalError("connection refused"), InterfaceError("connection closed")])
def test_a_worker_goes_on_when_the_database_comes_back_and_by_another_name(monkeypatch, error):
    names = []

    def run(self):
        names.append(self.worker_id)
        if len(names) < 3:
            raise error

    monkeypatch.setattr(worker, "RETRY_SECONDS", 0)
    monkeypatch.setattr(worker, "beating", lambda *_args, **_options: nullcontext())
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.Worker.run", run)
    fields = {"queue_names": ["*"], "interval": 0, "backend_name": "default", "startup_delay": False}
    fields |= {"max_tasks": None, "worker_id": "first", "excluded_queue_names": []}
    worker.LeasingWorker(batch=False, **fields).run()
    assert names[0] == "first"
    assert len(set(names)) == 3
    names.clear()
    with pytest.raises(type(error)):
        worker.LeasingWorker(batch=True, **fields).run()


def test_a_heart_goes_on_beating_when_the_database_fails(monkeypatch, caplog):
    beats = []

    def fail(**fields):
        beats.append(fields)
        if len(beats) < 3:
            raise InterfaceError("connection already closed")
        enough.set()

    enough = Event()
    monkeypatch.setattr(heart, "BEAT_SECONDS", 0.01)
    monkeypatch.setattr(heart.Heartbeat.objects, "filter", fail)
    monkeypatch.setattr(heart, "_stop", lambda name: None)
    with heart.beating(Heartbeat.Kind.WORKER, "w"):
        assert enough.wait(10)
    assert "connection already closed" in caplog.text
