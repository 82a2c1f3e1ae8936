"""The known words, as they are written: candidates for spelling correction.

A word here reveals nothing about access: a correction counts only if the reader finds something
with it.
"""

from collections.abc import Iterable

from django.db import transaction

from search.indexing.tokens import UNSPACED, distinct_forms
from search.models import Word

SHORTEST, LONGEST = 4, 40
AT_ONCE = 500


def learn_words(texts: Iterable[str]) -> None:
    """Store the words of some texts, after the transaction commits.

    Two transactions that add the same words in another order would wait for each other, so it is not part of them.
    """
    words = {form for form in distinct_forms(texts) if SHORTEST <= len(form) <= LONGEST}
    words = {word for word in words if not word.isdecimal() and not UNSPACED.search(word)}
    if words:
        transaction.on_commit(lambda: _save(words), robust=True)


def _save(words: set[str]) -> None:
    asked = sorted(words)
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        known = set(Word.objects.filter(pk__in=some).values_list("pk", flat=True))
        Word.objects.bulk_create([Word(word) for word in some if word not in known], ignore_conflicts=True)
