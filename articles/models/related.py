"""Which articles stand under a piece as more on its matter; the search works it out."""

from django.db import models


class RelatedArticle(models.Model):
    """An article that continues what a piece of today or of the archive is about."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="related_to")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "position"], name="related_article_has_one_place")]

    def __str__(self) -> str:
        return f"{self.page_id} → {self.article_id}"
