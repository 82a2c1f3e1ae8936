from datetime import timedelta
from typing import Any

from django.db import migrations
from django.utils import timezone


def announce(apps: Any, schema_editor: Any) -> None:
    """Mark what is already public as announced."""
    articles = apps.get_model("articles", "ArticlePage").objects
    Announcement = apps.get_model("subscriptions", "Announcement")
    lately = articles.filter(live=True, published_at__gt=timezone.now() - timedelta(days=31))
    rows = [Announcement(public_id=key, at=at, changed_at=at) for key, at in lately.values_list("public_id", "published_at")]
    Announcement.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("subscriptions", "0001_initial"), ("articles", "0008_corrections")]
    operations = [migrations.RunPython(announce, migrations.RunPython.noop)]
