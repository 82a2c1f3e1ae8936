"""The report of an import, in words."""

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum

from archive.importers.parsing.records import Problem, Weight


class Outcome(Enum):
    """The outcome for one issue."""

    MADE = "made"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass
class ImportReport:
    """Collects the outcomes of a run and sums them up."""

    dry_run: bool = False
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """Return the number of issues that could not be imported; without any, of files that could not be read."""
        lost = sum(outcome is Outcome.REFUSED for outcome in self.outcomes.values())
        return lost or sum(problem.weight is Weight.REFUSED for problem in self.problems)

    def summary(self) -> str:
        """Return one line per problem, then the totals."""
        marks = {Weight.REFUSED: "refused", Weight.OPEN: "open   ", Weight.NOTE: "note   "}
        lines = [f"  {marks[problem.weight]}  {problem}" for problem in self.problems]
        counted = Counter(self.outcomes.values())
        numbers = ", ".join(f"{counted[outcome]} {outcome.value}" for outcome in Outcome)
        intro = "Nothing was written; an import would come to: " if self.dry_run else ""
        issues = "1 issue" if len(self.outcomes) == 1 else f"{len(self.outcomes)} issues"
        return "\n".join([*lines, f"{intro}{issues}: {numbers}."])
