"""Once, the search of PostgreSQL had a configuration of its own; 0003 removes it where it was made."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = []
    operations = []
