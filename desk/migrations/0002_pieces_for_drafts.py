"""Drafts that were begun before there were pieces."""

from django.db import migrations


def make_pieces(apps, schema_editor):
    Piece = apps.get_model("desk", "Piece")
    drafts = apps.get_model("articles", "ArticlePage").objects.filter(live=False, first_published_at=None)
    Piece.objects.bulk_create(
        Piece(
            title=(draft.draft_title or draft.title)[:255],
            kind=draft.kind,
            section_id=draft.listed_in_id,
            owner_id=draft.owner_id,
            article_id=draft.pk,
            stage="writing",
        )
        for draft in drafts.filter(piece=None)
    )


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial"), ("wagtailcore", "0098_apitoken")]
    operations = [migrations.RunPython(make_pieces, migrations.RunPython.noop)]
