"""A real headless Chromium over its debugging pipe: standard library only, no port, nothing downloaded."""

import base64
import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
LAUNCH = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser reads commands from file 3 and answers on file 4."""
NOT_THERE = "no Chromium found: run scripts/install_browser.sh (Debian's package chromium), or set COLLECTIEF_CHROMIUM"


def browser_path() -> str:
    """Where Chromium is; skips on a machine without it, fails in CI."""
    found = os.environ.get("COLLECTIEF_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(NOT_THERE)
    pytest.skip(NOT_THERE)


class Page:
    """One page: send a command, collect what the page reports."""

    def __init__(self, reads: int, writes: int) -> None:
        """A fresh page of the browser at the other end of the pipe."""
        self._reads, self._writes, self._last = reads, writes, 0
        self._rest = b""
        self._session: str | None = None
        self.events: list[Mapping[str, Any]] = []
        target = self("Target.createTarget", url="about:blank")["targetId"]
        self._session = self("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self(f"{domain}.enable")

    def __call__(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one command and wait for its answer."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._writes, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._last:
                assert "error" not in answer, f"{method}: {answer['error']}"
                return dict(answer["result"])
            self._keep(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            piece = os.read(self._reads, 1 << 20)
            assert piece, "Chromium stopped"
            self._rest += piece
        message, self._rest = self._rest.split(b"\0", 1)
        return dict(json.loads(message))

    def _keep(self, event: Mapping[str, Any]) -> None:
        if event.get("sessionId") == self._session:
            self.events.append(event)

    def open(self, file: Path, *, width: int = 1280, height: int = 900) -> None:
        """Open a file in a window of this size and wait until it is loaded and drawn."""
        self.resize(width, height)
        self("Page.navigate", url=file.as_uri())
        while not any(e.get("method") == "Page.loadEventFired" for e in self.events):
            self._keep(self._next())
        self.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")

    def resize(self, width: int, height: int) -> None:
        """Another size of window."""
        self("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)

    def run(self, expression: str) -> Any:
        """Value of a JavaScript expression in the page."""
        answer = self("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def point(self, x: float, y: float, *, click: bool = False) -> None:
        """Move the mouse, and click."""
        self("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased") if click else ():
            self("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def picture(self, file: Path, *, whole: bool = True) -> None:
        """Save what the page looks like as PNG, the whole length or only the window."""
        size = self("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        shot = self("Page.captureScreenshot", captureBeyondViewport=whole, **({"clip": clip} if whole else {}))
        file.write_bytes(base64.b64decode(shot["data"]))

    def asked(self) -> list[str]:
        """Addresses of every request the page made, apart from files and data in the page itself."""
        urls = [e["params"]["request"]["url"] for e in self.events if e.get("method") == "Network.requestWillBeSent"]
        return [u for u in urls if not u.startswith(("data:", "file:", "about:", "blob:"))]

    def complaints(self) -> list[str]:
        """Exceptions and errors in the console."""
        thrown = [str(e["params"]) for e in self.events if e.get("method") == "Runtime.exceptionThrown"]
        logged = [str(e["params"]["entry"]) for e in self.events if e.get("method") == "Log.entryAdded"]
        return thrown + logged


@contextmanager
def chromium() -> Iterator[Callable[[], Page]]:
    """A running browser that gives fresh pages; stopped at the end."""
    path = browser_path()
    to_read, to_write = os.pipe()
    from_read, from_write = os.pipe()
    theirs = [fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in (to_read, from_write)]
    os.close(to_read)
    os.close(from_write)
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as profile:
        command = [sys.executable, "-c", LAUNCH, *map(str, theirs), path, *FLAGS, f"--user-data-dir={profile}"]
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, pass_fds=theirs, stdout=quiet, stderr=quiet)
        for end in theirs:
            os.close(end)
        try:
            yield lambda: Page(from_read, to_write)
        finally:
            process.terminate()
            process.wait(timeout=20)
            os.close(from_read)
            os.close(to_write)
