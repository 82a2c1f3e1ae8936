"""Comments of a document as comments of the editors, attached to their blocks."""

from collections.abc import Iterable, Sequence
from typing import Any

from wagtail.models import Comment

from desk.conversion import FileComment
from desk.drafting.body import Block

# The field of a block at which the editor shows a comment.
COMMENTED_FIELDS = {"image": ".caption", "data_table": ".title"}


def add_comments(draft: Any, comments: Iterable[FileComment], blocks: Sequence[Block], user: Any) -> None:
    """Add comments to their blocks; the caller saves the draft."""
    paths = {block["id"]: f"body.{block['id']}{COMMENTED_FIELDS.get(block['type'], '')}" for block in blocks}
    for comment in comments:
        if comment.block in paths:
            draft.wagtail_admin_comments.add(_comment(draft, comment, paths[comment.block], user))


def _comment(draft: Any, comment: FileComment, path: str, user: Any) -> Comment:
    about = f" (“{comment.quote}”)" if comment.quote else ""
    author = f"{comment.author}{about}: " if comment.author or about else ""
    return Comment(page=draft, user=user, text=f"{author}{comment.text}", contentpath=path)
