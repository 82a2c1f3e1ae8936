"""Load the sample magazine."""

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from articles.models import ArticlePage
from sample.drawing.draw import draw
from sample.parse_magazine import parse_magazine
from sample.records import CONTENT, Magazine, Picture, SampleError
from sample.save import save_magazine

FOLDER = CONTENT / "magazine"


class Command(BaseCommand):
    """Load the sample magazine; loading it again adds only what is missing."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take another folder, for a sample of one's own."""
        parser.add_argument("--folder", type=Path, default=FOLDER, help="where the files of the magazine are")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Read, draw and save, with a bar that shows how far it is."""
        try:
            magazine = parse_magazine(folder)
            made = self._load(magazine)
        except SampleError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{made} new articles; the magazine has {ArticlePage.objects.count()}.")

    def _load(self, magazine: Magazine) -> int:
        pictures = magazine.pictures()
        with tqdm(total=2 * len(pictures) + len(magazine.articles), desc="Sample magazine", unit="") as bar:
            drawings = dict(zip(pictures, self._drawn(pictures, bar), strict=True))
            return save_magazine(magazine, drawings, bar.update)

    def _drawn(self, pictures: list[Picture], bar: "tqdm[Any]") -> list[bytes]:
        with ProcessPoolExecutor() as pool:
            found = []
            for data in pool.map(draw, pictures, chunksize=4):
                found.append(data)
                bar.update()
            return found
