"""The mails about pieces: to whom each goes, and which placeholders its words may have."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

# The placeholders, each with a value for previews.
EXAMPLES: dict[str, str] = {
    "title": "Low water at the tidal museum",
    "author": "Ana Duarte",
    "name": "Ana Duarte",
    "invited_by": "Edda Lindqvist",
    "editor": "Edda Lindqvist",
    "editor_email": "edda@magazine.example",
    "email": "ana@museum.example",
    "message": "Your talk in May was the best of the day. Would you write it down?",
    "words": "Could you say more about how you counted the visitors?",
    "pitch": "Visitors redrew our tide table at night. Here is what we learned from it.",
    "remark": "The name of the director is spelled wrong.",
    "answer": "We counted at the door.",
    "answered_by": "Ana Duarte",
    "due": "14 May 2027",
    "planned": "1 June 2027",
    "date": "1 June 2027, 09:00",
    "expires": "30 April 2027",
    "text_now": "Its text is kept, in case they go on later.",
    "link": "https://magazine.example/submit/12/",
}


@dataclass(frozen=True)
class MailKind:
    """A mail: its name at the desk, its recipients, and its placeholders; it must contain the link."""

    name: str
    label: Any
    reader: Any
    placeholders: tuple[str, ...]
    needs: tuple[str, ...] = ("link",)


AUTHOR, EDITORS, INVITED = _("the author"), _("the editors"), _("whoever is invited")
KINDS = {
    kind.name: kind
    for kind in (
        MailKind(
            "invitation",
            _("Invitation to write"),
            INVITED,
            ("name", "title", "invited_by", "due", "message", "expires", "email", "link"),
        ),
        MailKind("pitch", _("A pitch has come in"), EDITORS, ("author", "title", "pitch", "link")),
        MailKind("pitch_accepted", _("Pitch accepted"), AUTHOR, ("author", "title", "due", "words", "link")),
        MailKind("pitch_declined", _("Pitch declined"), AUTHOR, ("author", "title", "words"), needs=()),
        MailKind("sent_back", _("Sent back with questions"), AUTHOR, ("author", "title", "words", "due", "link")),
        MailKind("accepted", _("Accepted"), AUTHOR, ("author", "title", "date", "link")),
        MailKind("published", _("Published"), AUTHOR, ("author", "title", "link")),
        MailKind("proof", _("Final proof"), AUTHOR, ("author", "title", "planned", "link")),
        MailKind("proof_signed", _("Proof signed off"), EDITORS, ("author", "title", "remark", "link")),
        MailKind("proof_remark", _("Remark on a proof"), EDITORS, ("author", "title", "remark", "link")),
        MailKind("answer", _("Answer to a comment"), EDITORS, ("answered_by", "answer", "title", "link")),
        MailKind("withdrawn", _("Withdrawn"), EDITORS, ("author", "title", "text_now", "link")),
        MailKind("due_soon", _("Due soon"), AUTHOR, ("author", "title", "due", "editor", "editor_email", "link")),
        MailKind("due_over", _("Due day over"), AUTHOR, ("author", "title", "due", "editor", "editor_email", "link")),
        MailKind("late", _("Late"), EDITORS, ("author", "title", "due", "link")),
    )
}
