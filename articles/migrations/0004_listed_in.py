"""Keep the section on each article."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def note_sections(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Note where each article stands; a path has four characters for each level."""
    articles = apps.get_model("articles", "ArticlePage").objects
    for section in apps.get_model("articles", "SectionPage").objects.all():
        articles.filter(path__startswith=section.path, depth=section.depth + 1).update(listed_in=section)


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_gated")]

    operations = [
        migrations.AddField(
            model_name="articlepage",
            name="listed_in",
            field=models.ForeignKey(
                null=True,
                blank=True,
                editable=False,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="+",
                to="articles.sectionpage",
            ),
        ),
        migrations.RunPython(note_sections, migrations.RunPython.noop),
    ]
