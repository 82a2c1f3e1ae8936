"""Serve the whole magazine on this machine: web server, background worker and scheduler."""

import os
import signal
import subprocess
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connections

from dimensions.embedded.entrypoint import network_location, take_over
from dimensions.embedded.first_run import prepare
from dimensions.embedded.preflight import CannotStartError, check_data_folder, check_port
from dimensions.embedded.welcome import welcome
from dimensions.shutdown import STOP_SIGNALS


class Command(BaseCommand):
    """Prepare what is missing, then serve until Ctrl-C."""

    help = "Serves the whole magazine on this machine: web server, background worker and scheduler."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add where to listen and where to keep the data."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
        parser.add_argument("--port", default=8000, type=int, help="port to listen on (default: %(default)s)")
        parser.add_argument("--data", help="folder of database, media and mail (default: var in the checkout)")

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        """Check, prepare and serve."""
        for number in STOP_SIGNALS:
            signal.signal(number, signal.default_int_handler)
        try:
            self._serve(host, port)
        except CannotStartError as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used: {error}") from error
        except subprocess.CalledProcessError as error:
            raise CommandError("The static files could not be collected; the reason stands above.") from error
        except KeyboardInterrupt:
            self.say("Stopped.")  # Unfinished preparation is resumed at the next start.

    def _serve(self, host: str, port: int) -> None:
        check_port(host, port)
        check_data_folder(settings.DATA_DIR)
        url = f"http://{network_location(host, port)}"
        pass_on_settings(url)
        prepare(os.environ["SITE_URL"], self.say)
        text = welcome(url)
        connections.close_all()
        take_over(host, port, text)

    def say(self, line: str) -> None:
        """Print at once, without buffering."""
        self.stdout.write(line)
        self.stdout.flush()


def pass_on_settings(url: str) -> None:
    """Pass the settings of this process on in the environment."""
    os.environ["DJANGO_SETTINGS_MODULE"] = settings.SETTINGS_MODULE
    os.environ["DIMENSIONS_DATA"] = str(settings.DATA_DIR)
    os.environ["PYTHONUNBUFFERED"] = "1"
    os.environ.setdefault("SITE_URL", url)
