"""Grant staff the permissions to answer requests and to see affiliations."""

from django.db import migrations

EVERYTHING = ["add", "change", "delete", "view"]
MAY = {
    "Membership manager": {"affiliation": EVERYTHING, "invitation": EVERYTHING},
    "Managing editor": {"affiliation": ["view"]},
}


def _permission(apps, model, action):
    """Create the needed permission row now: Django creates them after all migrations."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="members", model=model
    )
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=f"{action}_{model}", defaults={"name": f"Can {action} {model}"}
    )[0]


def give_permissions(apps, schema_editor):
    """Create the groups if they do not exist yet."""
    for name, models in MAY.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        for model, actions in models.items():
            group.permissions.add(*(_permission(apps, model, action) for action in actions))


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0006_affiliations_end"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(give_permissions, migrations.RunPython.noop)]
