"""Counters that all web processes of a machine share; to be arranged before prometheus_client is imported."""

import os
import time
from pathlib import Path

from django.conf import settings

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"  # named by prometheus_client
KEPT_SECONDS = 7 * 24 * 60 * 60


def share_counters() -> None:
    """Have each process count in a file of its own, and delete files of processes older than a week."""
    folder = Path(settings.METRICS_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.db"):
        if time.time() - path.stat().st_mtime > KEPT_SECONDS:
            path.unlink(missing_ok=True)
    os.environ.setdefault(VARIABLE, str(folder))
