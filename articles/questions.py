"""What is asked of the database for the page of one article; see `base.compiled_queries`."""

from typing import Any

from django.db.models import QuerySet

from articles.models.credit import Credit
from articles.models.trend import Trend
from base.compiled_queries import compiled
from members.models import Institution

RELATED = 4


@compiled
def credits_of(article: Any) -> QuerySet[Credit]:
    """Ask for the credits of an article, with their people."""
    return Credit.objects.filter(article=article).select_related("contributor__portrait")


@compiled
def names_on(*articles: Any) -> QuerySet[Any]:
    """Ask for the names in the bylines of articles, each with the key of its article."""
    credits = Credit.objects.filter(article__id__in=articles, role__in=Credit.Role.in_byline())
    return credits.values_list("article_id", "contributor__name")


@compiled
def institutions_of(article: Any) -> QuerySet[Institution]:
    """Ask for the institutions that an article is about."""
    return Institution.objects.filter(articles_about=article)


@compiled
def trend(slug: Any) -> QuerySet[Trend]:
    """Ask for the trend of an address, with its group, for comparison with other articles."""
    return Trend.objects.with_frequency().select_related("group").filter(slug=slug)


@compiled
def trends_of(page: Any, *, links: Any) -> QuerySet[Trend]:
    """Ask for the trends that a page of any type carries, for comparison with other articles."""
    carried = links.objects.filter(content_object=page).values("tag")
    return Trend.objects.filter(pk__in=carried).with_frequency()


@compiled
def related_to(page: Any, *compared: Any, model: Any) -> QuerySet[Any]:
    """Ask for articles with some of the trends of a page; what is compared stands one after the other."""
    trends = zip(compared[::2], compared[1::2], strict=True)
    return model.objects.sharing(list(trends)).exclude(pk=page)[:RELATED]
