"""The environment of measurements: a separate data folder, prepared as `serve` prepares one."""

import os
import sys
from pathlib import Path

import django
from django.core.management import call_command


def ready(data: Path) -> None:
    """Set up Django for a data folder, on SQLite in it unless DATABASE_URL names another database."""
    os.environ |= {
        "DIMENSIONS_DATA": str(data.resolve()),
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
    }
    django.setup()
    from tests.factories import make_site

    call_command("migrate", verbosity=0)
    make_site()


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
