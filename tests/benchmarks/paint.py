"""When a telephone on a slow connection shows the largest thing of a page, and how much it loads for that.

`python -m tests.benchmarks.paint https://magazine.example / /features/slow-water/`
The connection is that of “slow 4G”: 1.6 Mbit/s and 150 ms, the screen 412 by 823 pixels at a density of 1.75.
"""

import argparse
import statistics
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.setting import say
from tests.browser.chromium import find_chromium

SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SCREEN: dict[str, Any] = {
    "viewport": {"width": 412, "height": 823}, "device_scale_factor": 1.75, "is_mobile": True, "has_touch": True,
}  # fmt: skip
LARGEST = """() => new Promise((resolve) => {
    new PerformanceObserver((list) => {
        const last = list.getEntries().at(-1);
        resolve([last.startTime, last.element?.tagName ?? "", last.url]);
    }).observe({ type: "largest-contentful-paint", buffered: true });
})"""
LOADED = """() => performance.getEntriesByType("resource")
    .filter((entry) => entry.initiatorType === "img" || /\\.(avif|webp|png|jpg)$/.test(entry.name))
    .reduce((sum, entry) => sum + entry.encodedBodySize, 0)"""


class Paint(NamedTuple):
    """The milliseconds until the largest paint, its element, and the bytes of all images."""

    milliseconds: float
    element: str
    file: str
    picture_bytes: int


def paint(browser: Browser, url: str) -> Paint:
    """Measure a page on a phone without a cache."""
    with browser.new_context(**SCREEN) as context:
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", SLOW_4G)
        page.goto(url, wait_until="load")
        page.wait_for_timeout(500)
        moment, element, file = page.evaluate(LARGEST)
        return Paint(moment, element, file.rpartition("/")[2], page.evaluate(LOADED))


def main() -> None:
    """Print a line for each page: the median of several visits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site")
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        for path in asked.paths:
            paints = [paint(browser, asked.site + path) for _ in range(asked.times)]
            median = statistics.median(one.milliseconds for one in paints)
            last = paints[-1]
            say(f"{path:40} {median:6.0f} ms  {last.picture_bytes / 1000:6.0f} kB  {last.element} {last.file}")
        browser.close()


if __name__ == "__main__":
    main()
