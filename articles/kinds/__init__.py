"""The kinds of article. A kind with fields of its own has a module with its specification.

Its abstract model is a parent of `ArticlePage`, its schema a field of `ArticleOut`; the rest follows from the
specification.
"""

from typing import Any

from articles.kinds.event import EVENT
from articles.kinds.kind import Kind
from articles.kinds.resource import RESOURCE
from articles.kinds.review import REVIEW
from articles.kinds.specification import KindSpecification

SPECIFICATIONS = {specification.kind.value: specification for specification in (EVENT, RESOURCE, REVIEW)}


def shown_specification(article: Any) -> KindSpecification | None:
    """Return the specification of the kind of an article; None when the kind adds nothing to its page."""
    specification = SPECIFICATIONS.get(article.kind)
    return specification if specification and getattr(article, specification.main_field) else None


__all__ = ["SPECIFICATIONS", "Kind", "KindSpecification", "shown_specification"]
