"""Who of the staff answers requests, and who of them sees affiliations."""

from django.db import migrations

EVERYTHING = ["add", "change", "delete", "view"]
MAY = {
    "Membership manager": {"affiliation": EVERYTHING, "invitation": EVERYTHING},
    "Managing editor": {"affiliation": ["view"]},
}


def _permission(apps, model, action):
    """The permission rows are made after all migrations, so make the one that is needed now."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="members", model=model
    )
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=f"{action}_{model}", defaults={"name": f"Can {action} {model}"}
    )[0]


def give_permissions(apps, schema_editor):
    """The groups may not be there yet: whatever comes first makes them."""
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
