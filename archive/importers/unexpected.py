"""When one issue fails in any way, the others are imported and the report is written."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from archive.importers.parsing.records import Findings, ImportProblemError, unexpected
from archive.importers.report import ImportReport, Outcome

logger = logging.getLogger(__name__)


def refuse(key: str, findings: Findings, report: ImportReport) -> None:
    """Report that an issue was not imported, and why."""
    report.outcomes[key] = Outcome.REFUSED
    report.problems += findings.problems


@contextmanager
def refusing(key: str, findings: Findings, report: ImportReport) -> Iterator[None]:
    """Refuse an issue after any unforeseen error, and continue."""
    try:
        yield
    except ImportProblemError as error:
        findings.add(f"{error}.")
        refuse(key, findings, report)
    except Exception as error:
        logger.exception("Import of %s", key)
        findings.add(unexpected(error))
        refuse(key, findings, report)
