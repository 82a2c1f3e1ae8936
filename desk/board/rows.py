"""The table of pieces: all of a stage together, in the order of the stages, the oldest first."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from desk.models import Piece, Stage


class StageRows(NamedTuple):
    """A stage and its pieces."""

    stage: Stage
    pieces: list[Piece]


def rows_by_stage(conditions: Mapping[str, Any]) -> list[StageRows]:
    """Return the pieces that meet some conditions, by their stages; three queries for any number of them."""
    pieces = sorted(Piece.objects.for_table().filter(**conditions), key=lambda piece: piece.stage_since)
    by_stage = {stage: [piece for piece in pieces if piece.stage == stage] for stage in Stage}
    return [StageRows(stage, found) for stage, found in by_stage.items() if found]
