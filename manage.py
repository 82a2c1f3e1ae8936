#!/usr/bin/env python
"""Run an administrative command; the development settings unless others are named."""

import argparse
import os
import sys

OLDEST_PYTHON = (3, 11)


def _name_data_folder(arguments: list[str]) -> None:
    """Take `--data` before the settings are read, because they keep the database in that folder."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--data", default="")
    if folder := parser.parse_known_args(arguments)[0].data:
        os.environ["DIMENSIONS_DATA"] = folder


def _name_settings(command: str) -> None:
    settings = "embedded" if command == "serve" else "development"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"dimensions.settings.{settings}")


def main() -> None:
    """Run the command in the arguments; print invalid settings as a sentence."""
    if sys.version_info < OLDEST_PYTHON:
        sys.exit("Dimensions needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info))
    # A Python that is too old could not import Django at all.
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    _name_settings(sys.argv[1] if len(sys.argv) > 1 else "")
    if sys.argv[1:2] == ["serve"]:
        _name_data_folder(sys.argv)
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()
