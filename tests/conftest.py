"""What every test gets: folders of its own, no network, one screen, and nothing left running.

Tests see Qt's offscreen screen. Those marked ``xvfb`` need a real one: ``pytest --screen xvfb``
(or ``-m xvfb``) starts a private X server with a session bus and runs these tests only.

The fast part is ``pytest -m "not gui"``: no window, nothing marked ``slow``, and fewer examples of
each property than the whole suite tries. Modules whose ``pytestmark`` is ``gui`` or ``slow`` are
not even imported for it.

Without a file or a folder named, as many processes as there are cores (four at most) share the
tests; ``-n 0`` keeps them in one.
"""

from __future__ import annotations

import gc
import os
import re
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from tests.xserver import private_screen

if TYPE_CHECKING:
    from tests.leaks import Watch  # imports Qt: only where a test needs it

PATIENCE_S = 2.0
"""How long a thread that was told to end may take (seconds)."""

EXAMPLES, EXAMPLES_IN_THE_FAST_PART = 50, 10
"""How many examples of a property are tried, where its test does not say it."""

IN_MEMORY, ROOM_BYTES = Path("/dev/shm"), 2 << 30
"""Files here never reach a disk (Linux, where there is room), so that no test waits for one.
That the database waits for the disk is held by tests/storage/test_opening.py. --basetemp chooses
another place, whose files then stay."""

FAST_PART = "not gui"
MOST_PROCESSES = 4
LEFT_OUT = re.compile(r"^pytestmark = \[?\s*pytest\.mark\.(gui|slow)\b", re.MULTILINE)
"""Stands in a module of which the fast part needs nothing."""

_thresholds = gc.get_threshold()
_watch: pytest.StashKey[Watch] = pytest.StashKey()

for _profile, _examples in (("gmi", EXAMPLES), ("gmi fast", EXAMPLES_IN_THE_FAST_PART)):
    hypothesis.settings.register_profile(
        _profile, deadline=None, derandomize=True, max_examples=_examples, print_blob=True
    )
hypothesis.settings.load_profile("gmi")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--screen",
        choices=["offscreen", "xvfb"],
        default="offscreen",
        help="what the windows are shown on; xvfb runs the tests marked xvfb, and only them",
    )


def _on_x_server(config: pytest.Config) -> bool:
    return bool(config.getoption("--screen") == "xvfb" or config.option.markexpr == "xvfb")


def _quick_folder() -> Path | None:
    """Where files never reach a disk; None where there is no such place with room for programs."""
    if not os.access(IN_MEMORY, os.W_OK | os.X_OK):
        return None
    place = os.statvfs(IN_MEMORY)
    roomy = place.f_bavail * place.f_frsize > ROOM_BYTES
    return IN_MEMORY if roomy and not place.f_flag & os.ST_NOEXEC else None


def _keep_bytecode() -> None:
    """Even where Python was told to keep none: without it a third of the fast part would be spent
    on compiling the tests, and every program that a test starts would compile itself."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    if config.option.markexpr != FAST_PART or not collection_path.match("test_*.py"):
        return None
    return bool(LEFT_OUT.search(collection_path.read_text(encoding="utf-8"))) or None


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Shares the tests among processes, unless -n or a folder says something else. Neighbours stay
    together, because they often use one thing that is made once. Who measures coverage has to say
    -n: that plugin wants to know before this is asked."""
    option = config.option
    alone = option.file_or_dir or option.collectonly or option.usepdb or _on_x_server(config)
    alone = alone or getattr(option, "cov_source", None)
    if alone or not config.pluginmanager.hasplugin("xdist") or hasattr(config, "workerinput"):
        return
    if option.numprocesses is None:
        option.numprocesses = min(os.cpu_count() or 1, MOST_PROCESSES)
    if option.dist == "no":
        option.dist = "worksteal"


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Gives this run a home, a locale, a time zone and a screen of its own."""
    resources = ExitStack()
    config.add_cleanup(resources.close)
    if config.option.markexpr == FAST_PART:
        hypothesis.settings.load_profile("gmi fast")
    _keep_bytecode()
    home = Path(tempfile.mkdtemp(prefix="gmi-", dir=_quick_folder()))
    resources.callback(shutil.rmtree, home, ignore_errors=True)
    if config.option.basetemp is None:
        config.option.basetemp = home / "tests"
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GMI_DATA"):
        os.environ.pop(name, None)
    os.environ |= {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "XDG_STATE_HOME": str(home / "state"),
        "TMPDIR": str(home),
        "LC_ALL": "C.UTF-8",
        "TZ": "TST-02:30",  # neither UTC nor whole hours: shows where the two are mixed up
        "QT_QPA_PLATFORM": "offscreen",
    }
    tempfile.tempdir = None  # it is looked for again
    (home / "run").mkdir(mode=0o700)
    if sys.platform != "win32":
        time.tzset()
    if _on_x_server(config):
        os.environ |= resources.enter_context(private_screen(home / "run"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks what needs Qt; leaves the tests of the other kind of screen to the other run."""
    for item in items:
        wanted = {"qapp", "qtbot"} & set(getattr(item, "fixturenames", ()))
        if wanted or item.get_closest_marker("xvfb") or item.get_closest_marker("slow"):
            item.add_marker("gui")
    x_server = _on_x_server(config)
    others = [item for item in items if (item.get_closest_marker("xvfb") is None) == x_server]
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in set(others)]


def pytest_collection_finish() -> None:
    """What was imported stays until the end: no collection looks through it again. The others come
    between tests, never on a thread of the program, which must not delete a window."""
    gc.collect()
    gc.freeze()
    gc.disable()


def pytest_runtest_logfinish() -> None:
    counted = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, threshold) in enumerate(counted) if count > threshold]
    if due:
        gc.collect(max(due))


@pytest.hookimpl(trylast=True)
def pytest_report_header(config: pytest.Config) -> str:
    return "screen: a private X server" if _on_x_server(config) else "screen: offscreen"


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of this test alone (GMI_DATA); the program makes it when it needs it."""
    folder = tmp_path / "gmi-data"
    monkeypatch.setenv("GMI_DATA", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets sockets connect within this computer's own files only (the X server, the bus)."""
    connect = socket.socket.connect
    local = getattr(socket, "AF_UNIX", None)

    def guarded(self: socket.socket, address: Any) -> None:
        loopback = os.name == "nt" and isinstance(address, tuple) and address[0] == "127.0.0.1"
        if self.family != local and not loopback:
            pytest.fail(f"a test wants to connect to {address!r}")
        connect(self, address)

    def refuse(host: Any, *args: Any, **named: Any) -> None:
        pytest.fail(f"a test looks up the host {host!r}")

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(autouse=True)
def _no_leaked_threads() -> Iterator[None]:
    """Fails a test that leaves a thread of Python's running."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(PATIENCE_S)
    left = [thread for thread in left if thread.is_alive()]
    if left:
        pytest.fail(f"threads are left over: {', '.join(thread.name for thread in left)}")


@pytest.fixture(autouse=True)
def _nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test of the windows that leaves timers, animations, threads or windows behind."""
    if request.node.get_closest_marker("gui") is None:
        yield
        return
    stash = request.config.stash
    if _watch not in stash:
        from tests.leaks import Watch

        stash[_watch] = Watch()
    watch = stash[_watch]
    watch.begin()
    yield
    left = watch.leftovers()
    if not all(gc.get_threshold()):
        gc.set_threshold(*_thresholds)
        left.append("a set that was begun and never left: garbage is not collected any more")
    if left:
        pytest.fail("left behind:\n  " + "\n  ".join(left))
