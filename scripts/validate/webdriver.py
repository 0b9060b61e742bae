"""Three browsers, driven as a person would: the W3C protocol for Chromium and WebKit, Marionette for Firefox."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

HOST, PATIENCE = "127.0.0.1", 60.0
PACKAGES = ("chromium", "chromium-driver", "firefox-esr", "webkit2gtk-driver", "xvfb")
MINI = "usr/lib/*/webkit2gtk-4.*/MiniBrowser"
DISPLAY = ":97"


class Driver(Protocol):
    """One page of a running browser."""

    def say(self, command: str, values: Mapping[str, Any]) -> Any:
        """Send a command and give its answer."""


@dataclass(frozen=True)
class Tab:
    """What a test does with a page, whatever the browser."""

    version: str
    driver: Driver

    def open(self, file: Path, *, width: int) -> None:
        """Load a file in a window of this width."""
        self.driver.say("rect", {"width": width, "height": 900, "x": 0, "y": 0})
        self.driver.say("url", {"url": file.as_uri()})

    def run(self, script: str) -> Any:
        """The value of a script that returns."""
        return self.driver.say("execute/sync", {"script": script, "args": []})


class Http:
    """A session with a driver that speaks W3C WebDriver over HTTP."""

    def __init__(self, port: int, wanted: Mapping[str, Any]) -> None:
        """Ask for a browser with these capabilities."""
        self._root = f"http://{HOST}:{port}/session"
        made = self._send(self._root, {"capabilities": {"alwaysMatch": dict(wanted)}})
        self.version = f"{made['capabilities']['browserName']} {made['capabilities']['browserVersion']}"
        self._session = f"{self._root}/{made['sessionId']}"

    def say(self, command: str, values: Mapping[str, Any]) -> Any:
        """Send a command of the session."""
        place = "window/rect" if command == "rect" else command
        return self._send(f"{self._session}/{place}", values)

    def _send(self, address: str, values: Mapping[str, Any]) -> Any:
        body = json.dumps(values).encode()
        request = urllib.request.Request(address, body, {"Content-Type": "application/json"})  # noqa: S310 - loopback
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - loopback
            return json.load(answer)["value"]


class Marionette:
    """A session with Firefox itself: messages of a length, a colon and JSON."""

    COMMANDS: Mapping[str, str] = {
        "new": "WebDriver:NewSession",
        "rect": "WebDriver:SetWindowRect",
        "url": "WebDriver:Navigate",
        "execute/sync": "WebDriver:ExecuteScript",
    }

    def __init__(self, port: int) -> None:
        """Connect and ask for a session."""
        self._line = socket.create_connection((HOST, port), timeout=PATIENCE)
        self._number = 0
        self._read()
        found = self.say("new", {"capabilities": {}})["capabilities"]
        self.version = f"{found['browserName']} {found['browserVersion']}"

    def say(self, command: str, values: Mapping[str, Any]) -> Any:
        """Send a command and give the value of its answer; raises OSError where Firefox refuses it."""
        self._number += 1
        body = json.dumps([0, self._number, self.COMMANDS[command], {"sandbox": None, **values}])
        self._line.sendall(f"{len(body.encode())}:{body}".encode())
        _, _, refused, found = self._read()
        if refused:
            raise OSError(refused["message"])
        return found.get("value", found) if isinstance(found, dict) else found

    def _read(self) -> Any:
        size = b""
        while not size.endswith(b":"):
            size += self._line.recv(1)
        text = b""
        while len(text) < int(size[:-1]):
            text += self._line.recv(int(size[:-1]) - len(text))
        return json.loads(text)


@contextmanager
def chromium() -> Iterator[Tab]:
    """Headless Chromium."""
    arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    with _running([_found("chromedriver"), "--port=9601"], 9601):
        session = Http(9601, {"goog:chromeOptions": {"args": [*arguments, "--disable-component-update"]}})
        yield Tab(session.version, session)


@contextmanager
def webkit() -> Iterator[Tab]:
    """WebKitGTK on a virtual screen."""
    binary = str(next(iter(sorted(Path("/").glob(MINI)))))
    with _running([_found("Xvfb"), DISPLAY, "-screen", "0", "1400x1000x24"], None):
        setting = {"DISPLAY": DISPLAY, "WEBKIT_DISABLE_COMPOSITING_MODE": "1", "LIBGL_ALWAYS_SOFTWARE": "1"}
        with _running([_found("WebKitWebDriver"), "--port=9602", f"--host={HOST}"], 9602, setting):
            session = Http(9602, {"webkitgtk:browserOptions": {"binary": binary, "args": ["--automation"]}})
            yield Tab(session.version, session)


@contextmanager
def firefox() -> Iterator[Tab]:
    """Headless Firefox with a fresh profile."""
    with tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True) as profile:
        (Path(profile) / "user.js").write_text('user_pref("marionette.port", 9603);\n', encoding="utf-8")
        command = [_found("firefox-esr"), "--headless", "--marionette", "--no-remote", "--profile", profile]
        with _running(command, 9603):
            session = Marionette(9603)
            yield Tab(session.version, session)


def _found(name: str) -> str:
    """The path of a program; raises FileNotFoundError where it is not on this machine."""
    path = shutil.which(name)
    if path is None:
        raise FileNotFoundError(name)
    return path


@contextmanager
def _running(command: Sequence[str], port: int | None, setting: Mapping[str, str] | None = None) -> Iterator[None]:
    """A program that runs as long as it is needed, once it listens on its port."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, env={**os.environ, **(setting or {})})
    try:
        _listens(port)
        yield
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _listens(port: int | None) -> None:
    until = time.monotonic() + PATIENCE
    while port is not None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return
    time.sleep(1.0)
