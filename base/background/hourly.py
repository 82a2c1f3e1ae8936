"""What apps do once an hour or so. Each job says by itself what it has done, for it may run more often."""

import logging
from collections.abc import Callable
from datetime import datetime

Job = Callable[[datetime], object]

logger = logging.getLogger(__name__)
_jobs: list[Job] = []


def register_hourly(job: Job) -> None:
    """Have the scheduler do something about every hour."""
    _jobs.append(job)


def run(now: datetime) -> None:
    """Do everything; what fails must not hold up the rest."""
    for job in _jobs:
        try:
            job(now)
        except Exception:
            logger.exception("%s failed.", job.__qualname__)
