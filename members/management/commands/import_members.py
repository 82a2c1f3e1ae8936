"""Apply the roster of the association to institutions and memberships."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.importers.parse_roster import RosterError, parse_roster
from members.importers.save_roster import RosterReport, TooManyLapsesError, save_roster


class Command(BaseCommand):
    """Reports what a roster would change; changes it with --apply."""

    help = "Shows what a roster (CSV) would change about institutions and memberships; --apply changes it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and whether to apply it."""
        parser.add_argument("roster", type=Path, help="the CSV file, described in docs/members.md")
        parser.add_argument("--apply", action="store_true", help="change it, after saying what changes")
        parser.add_argument(
            "--most-lapses",
            type=int,
            help="how many memberships may end because they are missing in the file",
        )

    def handle(self, *args: Any, roster: Path, apply: bool, most_lapses: int | None = None, **options: Any) -> None:
        """Parse, save and report. The exit code is 1 when a row or a cell was not taken."""
        try:
            report = save_roster(parse_roster(roster), apply=apply, most_lapses=most_lapses)
        except (RosterError, TooManyLapsesError) as problem:
            raise CommandError(str(problem)) from problem
        self._print(report, apply)
        if report.problems:
            raise CommandError(_not_taken(report, apply), returncode=1)

    def _print(self, report: RosterReport, apply: bool) -> None:
        for change in report.changes:
            self.stdout.write(f"{change.action:<7} {change.number}  {change.name}")
            self.stdout.writelines(f"          {detail}\n" for detail in change.details)
        for problem in report.problems:
            self.stderr.write(str(problem))
        counts = (
            f"{report.count('create')} new, {report.count('update')} changed, "
            f"{report.count('lapse')} lapsed, {report.unchanged} unchanged, {len(report.refused)} refused."
        )
        self.stdout.write(f"{counts} {'Done.' if apply else 'Nothing was changed: add --apply to do it.'}")


def _not_taken(report: RosterReport, apply: bool) -> str:
    rows, cells = _counted(len(report.refused), "row"), _counted(len(report.left_out), "cell")
    if apply:
        return f"{rows} refused and {cells} left out; the rest is done."
    return f"{rows} refused and {cells} left out: correct the file, or add --apply to do the rest."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun} was" if number == 1 else f"{number} {noun}s were"
