"""What the worker does for members."""

from django_tasks import task

from members.models import Institution
from members.recognition import follow_domains


@task()
def follow_domains_of(institution: int) -> None:
    """Recognise the staff of an institution whose domains have changed."""
    for found in Institution.objects.filter(pk=institution):
        follow_domains(institution=found)
