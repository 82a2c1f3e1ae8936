"""Remember what the roles were granted by the migrations before this one, so that it is not granted again."""

import django.db.models.deletion
from django.db import migrations, models

EVERYTHING = "add change delete view"
MEDIA = {"wagtailimages.image": "add change choose delete", "wagtaildocs.document": "add change choose delete"}
PAGES = "add change publish lock unlock bulk_delete"
EARLIER = {
    "Author": {
        "wagtailcore.page": "add",
        "wagtailimages.image": "add choose",
        "wagtaildocs.document": "add choose",
        "articles.contributor": "add view",
    },
    "Editor": MEDIA | {
        "members.gated": "read",
        "wagtailcore.page": "add change lock unlock",
        "articles.contributor": "add change view",
        "articles.trend": "view",
        "members.institution": "add change view",
    },
    "Managing editor": MEDIA | {
        "members.gated": "read",
        "wagtailcore.page": PAGES,
        "articles.contributor": EVERYTHING,
        "articles.trend": EVERYTHING,
        "articles.trendgroup": EVERYTHING,
        "members.institution": EVERYTHING,
        "members.affiliation": "view",
        "wagtailredirects.redirect": EVERYTHING,
    },
    "Archivist": MEDIA | {
        "members.gated": "read",
        "articles.contributor": "add change view",
        "articles.trend": EVERYTHING,
        "articles.trendgroup": EVERYTHING,
        "members.institution": "add change view",
    },
    "Membership manager": {
        "members.gated": "read",
        "members.institution": EVERYTHING,
        "members.institutiontype": EVERYTHING,
        "members.membership": EVERYTHING,
        "members.membershipcategory": EVERYTHING,
        "members.affiliation": EVERYTHING,
        "members.invitation": EVERYTHING,
    },
}
BELOW_ARCHIVES = [f"wagtailcore.{action}_page below archive.ArchivePage" for action in PAGES.split()]


def granted_earlier(name):
    models = {"wagtailadmin.admin": "access"} | EARLIER[name]
    split = [(*label.split("."), action) for label, actions in models.items() for action in actions.split()]
    granted = [f"{app}.{action}_{model}" for app, model, action in split]
    return granted + (BELOW_ARCHIVES if name == "Archivist" else [])


def remember(apps, schema_editor):
    """A role whose group is gone, or has another name by now, is not made again."""
    groups = {group.name: group for group in apps.get_model("auth", "Group").objects.filter(name__in=EARLIER)}
    for name in EARLIER:
        apps.get_model("members", "AppliedRole").objects.get_or_create(
            name=name, defaults={"group": groups.get(name), "granted": granted_earlier(name)}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0002_roles"),
        ("articles", "0002_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("members", "0010_keepers"),
    ]
    operations = [
        migrations.CreateModel(
            name="AppliedRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, unique=True)),
                ("granted", models.JSONField(default=list)),
                (
                    "group",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="auth.group"
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
