"""Tasks of the background worker."""

from django_tasks import task

from members.affiliations.automatic_affiliation import sync_by_domains
from members.models import Institution


@task()
def sync_domains(institution: int) -> None:
    """Update affiliations after the domains of an institution have changed."""
    for found in Institution.objects.filter(pk=institution):
        sync_by_domains(institution=found)
