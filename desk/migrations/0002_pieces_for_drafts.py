"""Drafts that were begun before there were pieces."""

from django.db import migrations


IN_WORKFLOW = {"in_progress": "review", "needs_changes": "revision"}


def stages(apps):
    """Return where the drafts are that are not only being written, by their keys."""
    states = apps.get_model("wagtailcore", "WorkflowState").objects.filter(
        base_content_type__app_label="wagtailcore", base_content_type__model="page", status__in=IN_WORKFLOW
    )
    scheduled = apps.get_model("wagtailcore", "Revision").objects.filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        approved_go_live_at__isnull=False,
    )
    found = {key: IN_WORKFLOW[status] for key, status in states.values_list("object_id", "status")}
    return found | dict.fromkeys(scheduled.values_list("object_id", flat=True), "accepted")


def make_pieces(apps, schema_editor):
    Piece = apps.get_model("desk", "Piece")
    stage_of = stages(apps)
    drafts = apps.get_model("articles", "ArticlePage").objects.filter(live=False, first_published_at=None)
    Piece.objects.bulk_create(
        Piece(
            title=(draft.draft_title or draft.title)[:255],
            kind=draft.kind,
            section_id=draft.listed_in_id,
            owner_id=draft.owner_id,
            article_id=draft.pk,
            stage=stage_of.get(str(draft.pk), "writing"),
        )
        for draft in drafts.filter(piece=None)
    )


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial"), ("wagtailcore", "0098_apitoken")]
    operations = [migrations.RunPython(make_pieces, migrations.RunPython.noop)]
