"""Grant the reading of all content in full to the staff who need it."""

from django.db import migrations

READERS = ["Editor", "Managing editor", "Archivist", "Membership manager"]


def let_staff_read(apps, schema_editor):
    """Create the needed permission row now: Django creates them after all migrations."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="members", model="gatedtext"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="read_gated",
        defaults={"name": "Can read gated pieces in full"},
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=READERS):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0001_initial"),
        ("articles", "0002_roles"),
        ("members", "0005_institution_type"),
    ]
    operations = [migrations.RunPython(let_staff_read, migrations.RunPython.noop)]
