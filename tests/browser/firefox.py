"""Firefox without a screen, driven by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/)."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

NO_FIREFOX = "No Firefox is installed (Debian: apt-get install firefox-esr)."
SECONDS = 120


def find_firefox() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """One window."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection, self.numbers = connection, count(1)
        self.call("session.new", capabilities={})
        self.context = self.call("browsingContext.getTree")["contexts"][0]["context"]

    def call(self, method: str, **params: Any) -> Any:
        """Return the result of a command; events that come in between are left out."""
        number = next(self.numbers)
        self.connection.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self.connection.recv(SECONDS))).get("id") != number:
            pass
        assert answer["type"] == "success", answer
        return answer["result"]

    def open(self, url: str) -> str:
        """Open an address and return the one that it led to."""
        found = self.call("browsingContext.navigate", context=self.context, url=url, wait="complete")
        return str(found["url"])

    def text_of(self, selector: str) -> str:
        """Return the text that is seen of the first element that a selector finds."""
        found = self.call(
            "script.evaluate",
            expression=f"document.querySelector({json.dumps(selector)}).innerText",
            target={"context": self.context},
            awaitPromise=False,
        )
        return str(found["result"]["value"])


@contextmanager
def running_firefox(program: str, folder: Path) -> Iterator[Firefox]:
    """Start Firefox with a profile of its own, and end it."""
    command = [program, "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port", "0"]
    environ = os.environ | {"HOME": str(folder)}
    with subprocess.Popen(
        command, env=environ, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stderr
            found = (re.search(r"BiDi listening on (ws://\S+)", line) for line in process.stderr)
            address = next((match[1] for match in found if match), None)
            assert address, "Firefox ended before it listened"
            with connect(f"{address}/session", open_timeout=SECONDS, max_size=None) as connection:
                yield Firefox(connection)
        finally:
            process.terminate()
