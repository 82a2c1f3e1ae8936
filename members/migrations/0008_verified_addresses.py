"""Mark all existing addresses as verified: the log-ins were given out by staff, who knew the addresses."""

from django.db import migrations


def mark_email_verifiedes(apps, schema_editor):
    addresses = apps.get_model("account", "EmailAddress").objects
    for user in apps.get_model("members", "User").objects.exclude(email=""):
        addresses.get_or_create(user=user, email=user.email.lower(), defaults={"verified": True, "primary": True})


class Migration(migrations.Migration):
    dependencies = [("members", "0007_affiliation_roles"), ("account", "0009_emailaddress_unique_primary_email")]
    operations = [migrations.RunPython(mark_email_verifiedes, migrations.RunPython.noop)]
