"""Prose without meaning but with the shape of an article, the same for the same seed."""

import itertools
import json
import random
import uuid
from typing import Any

SYLLABLES = [f"{consonant}{vowel}" for consonant in "bdfklmnprstv" for vowel in "aeiou"]
COMMON = [
    *(
        "the",
        "a",
        "of",
        "and",
        "to",
        "in",
        "that",
        "it",
        "was",
        "for",
        "on",
        "with",
        "as",
        "at",
        "by",
        "from",
    ),
    *(
        "museum",
        "visitors",
        "gallery",
        "floor",
        "evening",
        "question",
        "children",
        "tide",
        "table",
        "exhibit",
    ),
]
# The size of the vocabulary, and how rare the rare words are (Zipf’s law).
WORDS = 4000


class Writer:
    """Writes headlines, paragraphs and bodies."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        made = ("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(2 * WORDS))
        self.words = list(dict.fromkeys([*COMMON, *made]))[:WORDS]
        self.weights = list(itertools.accumulate(1 / (rank + 8) for rank in range(len(self.words))))

    def some(self, least: int, most: int) -> str:
        """Return that many words."""
        count = self.chance.randint(least, most)
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=count))

    def sentence(self) -> str:
        """Return a sentence."""
        return self.some(7, 24).capitalize() + "."

    def paragraphs(self, count: int) -> str:
        """Return paragraphs of running text as HTML."""
        return "".join(
            f"<p>{' '.join(self.sentence() for _ in range(self.chance.randint(3, 6)))}</p>" for _ in range(count)
        )

    def body(self, images: list[int]) -> str:
        """Return a body of seven to eleven blocks, some 1,300 words in all, in its stored form."""
        blocks: list[tuple[str, Any]] = [("text", self.paragraphs(4))]
        for make in self.chance.sample(self._makers(images), k=self.chance.randint(3, 5)):
            blocks += [make(), ("text", f"<h2>{self.some(2, 5).capitalize()}</h2>{self.paragraphs(3)}")]
        return json.dumps([{"type": name, "value": value, "id": self._id()} for name, value in blocks])

    def _id(self) -> str:
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))

    def _makers(self, images: list[int]) -> list[Any]:
        makers = [self._quote, self._callout, self._facts, self._exchanges, self._timeline]
        return [*makers, lambda: self._image(images)] if images else makers

    def _quote(self) -> tuple[str, Any]:
        return "pull_quote", {"quote": self.sentence(), "attribution": self.some(2, 2).title(), "role": ""}

    def _callout(self) -> tuple[str, Any]:
        value = {"title": self.some(2, 5).capitalize(), "text": self.paragraphs(1), "tone": "practice"}
        return "callout", value

    def _facts(self) -> tuple[str, Any]:
        facts = [{"value": f"{self.chance.randint(2, 98)} %", "label": self.some(3, 8)} for _ in range(3)]
        return "key_facts", {"title": self.some(1, 4).capitalize(), "facts": facts}

    def _exchanges(self) -> tuple[str, Any]:
        pairs = [{"question": self.sentence(), "answer": self.paragraphs(1)} for _ in range(3)]
        return "q_and_a", {"exchanges": pairs}

    def _timeline(self) -> tuple[str, Any]:
        events = [{"when": str(1970 + 9 * n), "title": self.some(2, 6), "text": ""} for n in range(4)]
        return "timeline", {"title": self.some(1, 4).capitalize(), "events": events}

    def _image(self, images: list[int]) -> tuple[str, Any]:
        picture = {"image": self.chance.choice(images), "decorative": False, "alt_text": self.some(3, 9)}
        return "image", {"image": picture, "caption": self.sentence(), "credit": "", "width": "column"}
