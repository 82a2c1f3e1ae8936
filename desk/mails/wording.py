"""The words of the mails: the original ones, or those of the managing editor, with placeholders filled in.

Words in square brackets are left out when a placeholder in them has no value: `[ Please send it by {due}.]`
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.template.loader import get_template
from django.utils.translation import gettext as _

from desk.mails.catalogue import MailKind
from desk.models import MailWording

PLACEHOLDER = re.compile(r"\{([^{}\s]*)\}")
OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
EMPTY_LINES = re.compile(r"\n{3,}")


class Words(NamedTuple):
    """The subject and the text of a mail, with placeholders or without."""

    subject: str
    text: str


def original(name: str) -> Words:
    """Return the words that a mail has before anybody changes them."""
    source = get_template(f"desk/mail/{name}.txt").template.source  # type: ignore[attr-defined]  # Django's engine
    subject, _newline, text = source.partition("\n")
    return Words(subject.strip(), text.strip())


def words_of(name: str) -> Words:
    """Return the current words of a mail."""
    changed = MailWording.objects.filter(name=name).first()
    return Words(changed.subject, changed.text) if changed else original(name)


def fill(words: Words, values: Mapping[str, str]) -> Words:
    """Return the filled in mail; its subject is a single line."""
    return Words(" ".join(_fill(words.subject, values).split()), _fill(words.text, values).strip() + "\n")


def _fill(text: str, values: Mapping[str, str]) -> str:
    def optional(found: re.Match[str]) -> str:
        names = PLACEHOLDER.findall(found[1])
        if not any(name in values for name in names):
            return found[0]  # these brackets mean themselves
        return found[1] if all(values.get(name) for name in names) else ""

    left = EMPTY_LINES.sub("\n\n", OPTIONAL.sub(optional, text))
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), left)


def problems_of(kind: MailKind, words: Words) -> Iterator[tuple[str, str]]:
    """Yield a field and a sentence for each problem of a wording."""
    for field, text in zip(("subject", "text"), words, strict=True):
        for name in dict.fromkeys(PLACEHOLDER.findall(text)):
            if name not in kind.placeholders:
                known = ", ".join(f"{{{one}}}" for one in kind.placeholders)
                yield (
                    field,
                    _("{%(name)s} means nothing in this mail. It knows: %(known)s.") % {"name": name, "known": known},
                )
        rest = PLACEHOLDER.sub("", text)
        if "{" in rest or "}" in rest:
            yield field, _("A curly bracket stands alone: write placeholders as {title}, without spaces.")
        if "[" in OPTIONAL.sub("", text) or "]" in OPTIONAL.sub("", text):
            yield field, _("A square bracket stands alone: words that may be left out stand between [ and ].")
    for name in kind.needs:
        if name not in PLACEHOLDER.findall(OPTIONAL.sub("", words.text)):
            yield "text", _("{%s} is missing: without it, nobody can do what the mail is about.") % name
