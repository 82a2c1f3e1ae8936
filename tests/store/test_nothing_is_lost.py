"""An error in the record of changes does not undo the change."""

import pytest
from django.test import override_settings

from articles.models import TrendGroup
from page_store.models import Change
from page_store.storage import generations


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_is_written_outside_a_transaction_stays_while_changes_are_merged(monkeypatch, tmp_path):
    monkeypatch.setattr(generations, "MOST_CHANGES", 3)
    names = [f"FacetValues {number}" for number in range(9)]
    with override_settings(PAGE_STORE_RECORDS_CHANGES=True, PAGE_STORE_ROOT=tmp_path):
        for name in names:
            TrendGroup.objects.create(name=name)
            assert TrendGroup.objects.filter(name=name).exists(), name
    assert Change.objects.exists()
