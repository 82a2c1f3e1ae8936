"""What the worker does for members."""

from django_tasks import task

from members.affiliations.automatic_affiliation import follow_domains
from members.models import Institution


@task()
def follow_domains_of(institution: int) -> None:
    """Recognise the staff of an institution whose domains have changed."""
    for found in Institution.objects.filter(pk=institution):
        follow_domains(institution=found)
