"""The API behaves as described, for any input: requests are generated from the description."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CheckFunction
from schemathesis.specs.openapi.checks import positive_data_acceptance

from dimensions.api.description import description
from dimensions.wsgi import application
from members.models import User
from tests.factories import make_key
from tests.gating.walk.world import ASKERS, make_world

pytestmark = pytest.mark.django_db

# A schema cannot list the existing slugs, numbers and dates: valid values that name nothing are refused.
EXCLUDED: list[CheckFunction] = [positive_data_acceptance]
ROLES = ("guest", "member", "lapsed", "author", "staff")


def headers_of(role: str) -> dict[str, str]:
    """Return the headers of a program that acts for a user."""
    asker = ASKERS[role](make_world())
    user_id = asker.client.session.get("_auth_user_id")
    plain = {"Accept-Encoding": "identity"}
    if not user_id:
        return plain
    key = make_key(User.objects.get(pk=user_id))
    return plain | {"Authorization": f"Bearer {key}"}


@pytest.mark.parametrize("role", ROLES)
def test_every_operation_answers_as_described(role, subtests):
    headers = headers_of(role)
    schema = schemathesis.openapi.from_dict(description())
    schema.app = application
    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(
            max_examples=8,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.explicit, Phase.generate],
        )
        @given(case=operation.as_strategy())
        def answers_as_described(case: schemathesis.Case) -> None:
            case.call_and_validate(headers=headers, excluded_checks=EXCLUDED)

        with subtests.test(f"{operation.method} {operation.path}"):
            answers_as_described()
