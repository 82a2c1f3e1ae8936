"""Completeness of articles that the API publishes or hands in, as the buttons of the desk require it."""

from typing import Any

from ninja.errors import ValidationError
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from articles.kinds.completeness import missing_of
from articles.models import ArticlePage


def require_complete(article: ArticlePage) -> None:
    """Raise ValidationError with the place of everything that a draft lacks."""
    lacking = [{"type": "missing", "loc": ["draft", name], "msg": text} for name, text in missing_of(article)]
    if lacking:
        raise ValidationError(lacking)


class PublishCompletePage(PublishPageRevisionAction):
    """Refuses an article that lacks something, after those who may not publish."""

    def check(self, skip_permission_checks: bool = False) -> Any:
        """Check the permission, and then the article."""
        super().check(skip_permission_checks)
        if isinstance(self.object, ArticlePage):
            require_complete(self.object)
