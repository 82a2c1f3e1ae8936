"""Web server, worker, scheduler and commands write to one SQLite file without errors."""

from concurrent.futures import ThreadPoolExecutor

from tests.magazine import Magazine

WRITE = """
from wagtail.models import Site
from home.models import InformationPage

root = Site.objects.get(is_default_site=True).root_page
page = root.add_child(instance=InformationPage(title="Written by {writer}", slug="writer-{writer}"))
for number in range(40):
    page.title = f"Written {{number}} times by {writer}"
    page.save_revision().publish()
print(page.title)
"""


def test_writers_wait_for_each_other(magazine: Magazine):
    def write(writer: int) -> str:
        return magazine.manage("shell", "--verbosity", "0", "--command", WRITE.format(writer=writer)).strip()

    with ThreadPoolExecutor(3) as writers:
        titles = list(writers.map(write, range(3)))

    assert titles == [f"Written 39 times by {writer}" for writer in range(3)]
    assert "locked" not in magazine.log.read_text()
