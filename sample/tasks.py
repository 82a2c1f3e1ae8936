"""Background tasks of the sample magazine."""

import logging

from django_tasks import task

from archive.importers.parsing.records import ImportProblemError
from sample.printed_issues.load import load_next

logger = logging.getLogger(__name__)


@task(priority=-50)
def load_sample_issues() -> None:
    """Load one sample issue, then enqueue the next: other waiting tasks come in between.

    A worker that is stopped loses the current issue; the next start of the magazine continues there.
    """
    try:
        issue = load_next()
    except ImportProblemError as error:
        logger.warning("The sample issues wait for the next start: %s", error)
        return
    if issue:
        logger.info("Sample issue %s is in the archive.", issue.date)
        load_sample_issues.enqueue()
