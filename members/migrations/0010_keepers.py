"""Grant the membership manager memberships and the lists of terms that describe members."""

from django.db import migrations

KEPT = ("membership", "institutiontype", "membershipcategory")


def give_permissions(apps, schema_editor):
    """Create the needed permission rows now: Django creates them after all migrations."""
    group = apps.get_model("auth", "Group").objects.filter(name="Membership manager").first()
    for model in KEPT if group else ():
        content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="members", model=model
        )
        for action in ("add", "change", "delete", "view"):
            permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
                content_type=content_type,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {model}"},
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("members", "0009_media_uses"), ("articles", "0002_roles")]
    operations = [migrations.RunPython(give_permissions, migrations.RunPython.noop)]
