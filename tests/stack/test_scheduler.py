"""Scheduled changes happen on time, in the running magazine."""

import datetime as dt
import json

from tests.magazine import Magazine, wait_until

SCHEDULE = """
import datetime as dt, json
from django.utils import timezone
from wagtail.models import Site
from home.models import InformationPage

at = timezone.now() + dt.timedelta(seconds=3)
page = InformationPage(title="On time", slug="on-time", live=False, go_live_at=at)
Site.objects.get(is_default_site=True).root_page.add_child(instance=page)
page.save_revision().publish()
print(json.dumps([at.isoformat(), page.pk]))
"""
PUBLISHED = """
from wagtail.models import Page

print(Page.objects.get(pk={}).first_published_at.isoformat())
"""


def test_a_scheduled_page_appears_within_two_seconds_of_its_time(magazine: Magazine):
    at, page = json.loads(magazine.manage("shell", "--verbosity", "0", "--command", SCHEDULE))

    wait_until(lambda: magazine.answers("/on-time/"), seconds=30, what="The publication")

    published = magazine.manage("shell", "--verbosity", "0", "--command", PUBLISHED.format(page)).strip()
    delay = dt.datetime.fromisoformat(published) - dt.datetime.fromisoformat(at)
    assert dt.timedelta(0) <= delay < dt.timedelta(seconds=2)
