"""The files of the sample magazine as plain records."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"


class SampleError(Exception):
    """A file of the sample magazine cannot be read; the message names file, place and cure."""


@dataclass(frozen=True)
class Picture:
    """A drawing to make: the same motif, seed and orientation always give the same picture."""

    motif: str
    seed: str
    orientation: str = "landscape"


@dataclass(frozen=True)
class ArticleRecord:
    """One article file."""

    slug: str
    front: dict[str, Any]
    body: tuple[tuple[str, Any], ...]

    @property
    def lead(self) -> Picture | None:
        """The lead picture, if there is one."""
        return picture(self.front["lead"]) if "lead" in self.front else None

    def pictures(self) -> list[Picture]:
        """Every picture of the article."""
        found = [self.lead] if self.lead else []
        for name, value in self.body:
            if name == "image":
                found.append(picture(value["picture"]))
            if name == "gallery":
                found.extend(picture(item["picture"]) for item in value["items"])
        return found


@dataclass(frozen=True)
class Magazine:
    """The whole sample magazine."""

    sections: list[dict[str, Any]]
    trend_groups: list[dict[str, Any]]
    institutions: list[dict[str, Any]]
    contributors: list[dict[str, Any]]
    home: dict[str, Any]
    dossiers: list[dict[str, Any]] = field(default_factory=list)
    articles: list[ArticleRecord] = field(default_factory=list)

    def pictures(self) -> list[Picture]:
        """All pictures of the magazine, without duplicates."""
        portraits = [picture(person["portrait"]) for person in self.contributors if "portrait" in person]
        return list(dict.fromkeys(portraits + [found for article in self.articles for found in article.pictures()]))


def picture(data: dict[str, Any]) -> Picture:
    """Make the record of a picture from its front matter."""
    return Picture(str(data["motif"]), str(data["seed"]), str(data.get("orientation", "landscape")))
