"""Remove metadata, such as the position of the camera, from images that were uploaded before it was done at upload."""

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm
from wagtail.images import get_image_model

from base.media.publishable import publishable


class Command(BaseCommand):
    """Rewrite originals under their own names; it may be interrupted and run again."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Clean one image after the other, with a bar, and name those that cannot be read."""
        images = get_image_model().objects.order_by("pk")
        cleaned = sum(self._clean(image) for image in tqdm(images.iterator(), total=images.count(), unit=""))
        self.stdout.write(f"{cleaned} images had metadata; their renditions are made anew.")

    def _clean(self, image: Any) -> bool:
        try:
            with image.file.open() as file:
                content = publishable(file, image.file.name)
        except (OSError, SyntaxError, ValueError) as error:
            self.stderr.write(f"{image.title} (image {image.pk}): the file cannot be read: {error}")
            return False
        if content:
            image.replace_file_in_place(content)
        return content is not None
