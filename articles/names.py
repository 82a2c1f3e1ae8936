"""Names of people in bylines: sorting them, and telling people apart.

Independent of Django, for use in parsers.
"""

import re
import unicodedata
from dataclasses import dataclass

from anyascii import anyascii

BRACKETED = re.compile(r"\s*([(\[（][^)\]）]*[)\]）])")
SUFFIXES = {"jr": "jr", "sr": "sr", "ii": "ii", "iii": "iii", "iv": "iv", "2nd": "ii", "3rd": "iii", "4th": "iv"}
HONORIFICS = {"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "dame", "rev", "hon"}
# In the case in which they are written after a name: “Ma” and “Do” are family names, “MA” and “DO” are degrees.
DEGREES = {
    "PhD", "DPhil", "EdD", "PsyD", "ScD", "DSc", "DrPH", "MD", "DO", "DVM", "DDS", "JD", "LLM", "LLB", "MA", "MS",
    "MSc", "MBA", "MEd", "MFA", "MPA", "MPH", "MPhil", "MLS", "MLIS", "MSW", "MAT", "BA", "BS", "BSc", "BEd", "BFA",
    "RN", "PE", "CPA", "CFRE", "CAE", "FAIA", "AIA", "FRS", "FRSC", "OBE", "CBE", "MBE", "KBE", "Esq",
}  # fmt: skip
EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")  # scripts in which spaces in names are not significant
LONGEST = 160  # characters of a sort name
Words = tuple[str, ...]


@dataclass(frozen=True)
class PersonName:
    """The parts of a name; one without a known family name has only a given name."""

    given: str
    family: str = ""
    suffix: str = ""  # Jr., III: part of the identity
    bracketed: str = ""  # usually the same name in another script

    @property
    def words(self) -> Words:
        """The words in lower case, given name first, with accents."""
        found = words_of(f"{self.given} {self.family}")
        return ("".join(found),) if found and all(map(_is_east_asian, "".join(found))) else found

    @property
    def generation(self) -> str:
        """The suffix in a normalised spelling: “jr”, “iii”."""
        return SUFFIXES.get(_bare(self.suffix), "")

    @property
    def sort_name(self) -> str:
        """Family name first: “Smith, John, Jr.”."""
        parts = [part for part in (self.family, self.given, self.suffix) if part]
        return f"{', '.join(parts)} {self.bracketed}".strip()[:LONGEST]


def parse_name(name: str) -> PersonName:
    """Return the parts of a name; titles before it and degrees after it are dropped."""
    bracketed = " ".join(BRACKETED.findall(name))
    segments = [part.strip() for part in BRACKETED.sub(" ", name).split(",")]
    named = [part for number, part in enumerate(segments) if part and not (number and is_after_a_name(part))]
    if not named:
        return PersonName(name.strip())
    suffix = next((part for part in segments[1:] if is_suffix(part)), "")
    if len(named) > 2:  # unclear, so it is left in its order
        return PersonName(", ".join(named), suffix=suffix, bracketed=bracketed)
    family, own_suffix = _without_suffix(_without_titles(named[0]))
    if len(named) == 2:
        return PersonName(named[1], family, suffix or own_suffix, bracketed)
    return PersonName(*_given_and_family(family), suffix or own_suffix, bracketed)


def is_after_a_name(part: str) -> bool:
    """Return whether a part between commas is a suffix or degrees: “Jr.”, “PhD”, “MA MBA”."""
    return is_suffix(part) or all(_is_degree(word) for word in part.split())


def is_suffix(part: str) -> bool:
    """Return whether a part of a name is a suffix such as “Jr.” or “III”."""
    return _bare(part) in SUFFIXES


def has_case(text: str) -> bool:
    """Return whether a text is in a script with capitals."""
    return any(letter.lower() != letter.upper() for letter in text)


def words_of(text: str) -> Words:
    """Return the words of a text in lower case, with accents and vowel signs, without punctuation."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("'", "").replace("’", "")
    return tuple("".join(one if unicodedata.category(one)[0] in "LMN" else " " for one in plain).split())


def folded(words: Words) -> Words:
    """Return words without accents, so that “Müller” and “Mueller” are the same.

    A script without capitals is unchanged: there, different names would become the same.
    """
    return tuple(_folded(word) if has_case(word) else word for word in words)


def _folded(word: str) -> str:
    plain = re.sub(r"[^a-z0-9]", "", anyascii(word).lower())
    return re.sub(r"(?<=[aou])e|(?<=a)a", "", plain) or word


def _is_east_asian(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(EAST_ASIAN)


def _bare(part: str) -> str:
    return part.replace(".", "").strip().casefold()


def _is_degree(word: str) -> bool:
    return word.replace(".", "").strip() in DEGREES


def _without_titles(name: str) -> str:
    """Remove “Dr.” before a name and “PhD” after it."""
    words = name.split()
    while len(words) > 1 and _bare(words[0]) in HONORIFICS:
        words.pop(0)
    while len(words) > 2 and _is_degree(words[-1]) and len(words[-1]) > 2:
        words.pop()
    return " ".join(words)


def _without_suffix(name: str) -> tuple[str, str]:
    rest, _, last = name.rpartition(" ")
    return (rest, last) if rest and is_suffix(last) else (name, "")


def _given_and_family(name: str) -> tuple[str, str]:
    """Split before the last word, or before two family names joined by “y”; not in a script without capitals."""
    words = name.split()
    if len(words) < 2 or not has_case(name):
        return name, ""
    size = 3 if len(words) > 3 and words[-2] == "y" else 1
    return " ".join(words[:-size]), " ".join(words[-size:])
