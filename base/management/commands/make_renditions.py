"""Have the worker make missing renditions of images, such as sizes that a new release adds."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count, Q
from tqdm import tqdm
from wagtail.images import get_image_model

from base.media.renditions import ANYWHERE
from base.media.tasks import request_renditions


class Command(BaseCommand):
    """Queue a task for each image that lacks a rendition, newest first. May be interrupted and run again."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Queue the tasks; report the number of images."""
        made = Count("renditions__filter_spec", filter=Q(renditions__filter_spec__in=ANYWHERE), distinct=True)
        lacking = get_image_model().objects.annotate(made=made).filter(made__lt=len(ANYWHERE)).order_by("-pk")
        keys = list(lacking.values_list("pk", flat=True))
        for key in tqdm(keys, unit=""):
            request_renditions(key, ANYWHERE)
        self.stdout.write(f"{len(keys)} images lack sizes; the worker makes them.")
