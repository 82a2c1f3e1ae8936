"""Hourly jobs of the apps. Each job must remember what it has done, because it may run more often."""

import logging
from collections.abc import Callable
from datetime import datetime

Job = Callable[[datetime], object]

logger = logging.getLogger(__name__)
_jobs: list[Job] = []


def register_hourly(job: Job) -> None:
    """Have the scheduler run a job about every hour."""
    _jobs.append(job)


def run(now: datetime) -> None:
    """Run all jobs; one that fails does not stop the others."""
    for job in _jobs:
        try:
            job(now)
        except Exception:
            logger.exception("%s failed.", job.__qualname__)
