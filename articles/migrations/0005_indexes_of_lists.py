"""Order the lists that readers turn by indexes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_listed_in")]

    operations = [
        migrations.AlterField(
            model_name="articlepage",
            name="listed_in",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="+",
                to="articles.sectionpage",
            ),
        ),
        migrations.RemoveIndex(model_name="articlepage", name="articles_ar_kind_fa80a1_idx"),
        migrations.AddIndex(
            model_name="articlepage",
            index=models.Index(fields=["kind", "published_at"], name="articles_by_kind"),
        ),
        migrations.AddIndex(
            model_name="articlepage",
            index=models.Index(fields=["listed_in", "published_at"], name="articles_by_section"),
        ),
        migrations.AddIndex(
            model_name="articlepage",
            index=models.Index(fields=["kind", "event_ends_at"], name="articles_events_to_come"),
        ),
        migrations.AddIndex(
            model_name="articlepage",
            index=models.Index(fields=["kind", "event_starts_at"], name="articles_events"),
        ),
    ]
