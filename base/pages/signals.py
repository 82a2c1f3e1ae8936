"""Signals about pages that Wagtail has none for."""

from django.dispatch import Signal

# Sent inside the transaction by whatever changes pages past a publication, such as an import or a change of many at
# once. The sender is the model, `keys` are those of the pages; all that belongs to them is saved.
pages_changed = Signal()
