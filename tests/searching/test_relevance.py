"""The search finds what people look for: the score over the sample magazine."""

import pytest

from tests.searching.relevance import answers, score
from tests.searching.sample_text import load_sample_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        load_sample_text()
    return list(answers())


def test_people_find_what_they_look_for(given):
    result = score(given)
    missed = [f"{answer.query}: {answer.found[:3]}, not {answer.wanted[0]}" for answer in given if not answer.is_right]
    assert result.is_good, "\n".join([result.line, *missed])
    assert result.queries >= 60
