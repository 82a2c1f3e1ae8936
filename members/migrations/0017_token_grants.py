import django.db.models.deletion
from django.db import migrations, models


def let_programs_go_on(apps, schema_editor):
    """Tokens that there are already could write, and go on doing so."""
    grants, tokens = apps.get_model("members", "TokenGrant"), apps.get_model("wagtailcore", "APIToken")
    grants.objects.bulk_create(grants(token=token, scope="write") for token in tokens.objects.all())


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0016_gated_without_text"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="TokenGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "scope",
                    models.CharField(
                        choices=[("read", "Read"), ("write", "Read, and write in the name of its owner")],
                        default="read",
                        max_length=10,
                        verbose_name="scope",
                    ),
                ),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="expires")),
                (
                    "token",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grant",
                        to="wagtailcore.apitoken",
                    ),
                ),
            ],
            options={
                "verbose_name": "grant of a token",
                "verbose_name_plural": "grants of tokens",
            },
        ),
        migrations.RunPython(let_programs_go_on, migrations.RunPython.noop),
    ]
