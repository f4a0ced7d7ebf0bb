"""Proxy scripts and desktop settings: what each system says, and what Upcall makes of it.

The system's own calls are arguments. On Linux they are real where they are there (gsettings with a
file of its own; libproxy); Windows' functions are played by Python ones that fill in the same
structures, and macOS' by what ``scutil`` writes.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from app.host.proxies import FRESH, proxy_for
from app.host.proxy_linux import gnome_settings, gnome_ways, libproxy, linux_says, output_of
from app.host.proxy_macos import fetched, macos_says
from app.host.proxy_ways import DIRECT, SystemSays, chosen, from_script, from_windows, shown
from app.host.proxy_windows import (
    AUTO_DETECT,
    CONFIG_URL,
    LOGIN_FAILURE,
    NO_PROXY,
    WinHttp,
    windows_says,
)

ROOT = Path(__file__).resolve().parents[2]
DESKTOP = {"DISPLAY": ":1"}
PAC = "http://config.example/proxy.pac"
SCRIPT = """function FindProxyForURL(url, host) {
  if (shExpMatch(host, "*.inside.example")) return "DIRECT";
  if (url.substring(0, 5) == "https") return "SOCKS s.example:1080; PROXY p.example:8080";
  return "PROXY q.example:3128";
}"""


def nothing(_url: str) -> Sequence[str]:
    return (DIRECT,)


def fixed(_url: str) -> Sequence[str]:
    return ("http://fixed.example:80",)


# --- ways -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "ways"),
    [
        ("DIRECT", [DIRECT]),
        ("PROXY a.example:8080; DIRECT", ["http://a.example:8080", DIRECT]),
        ("proxy a:1;HTTP b:2 ; SOCKS5 c:3", ["http://a:1", "http://b:2", "socks5://c:3"]),
        ("HTTPS a:443", ["https://a:443"]),
        ("", []),
        ("PROXY ;nonsense x; ;", []),
    ],
)
def test_what_a_script_gives_is_read(answer: str, ways: list[str]) -> None:
    assert from_script(answer) == ways


@pytest.mark.parametrize(
    ("answer", "ways"),
    [
        ("a:8080;b:8080", ["http://a:8080", "http://b:8080"]),
        ("http=a:80;https=b:443", ["http://b:443"]),
        ("http=a:80 https=http://b:443", ["http://b:443"]),
        ("ftp=c:21", []),
        ("", []),
    ],
)
def test_what_windows_writes_is_read(answer: str, ways: list[str]) -> None:
    assert from_windows(answer, "https") == ways


@pytest.mark.parametrize(
    ("ways", "proxy"),
    [
        ([], None),
        ([DIRECT, "http://a:1"], None),
        (["socks5://s:1", "http://a:1", DIRECT], "http://a:1"),
        (["socks5://s:1", DIRECT], None),
        (["socks5://s:1"], "socks5://s:1"),
    ],
)
def test_the_first_way_that_can_be_used_is_used(ways: list[str], proxy: str | None) -> None:
    assert chosen(ways) == proxy


def test_a_scripts_address_is_shown_without_what_may_be_secret() -> None:
    assert shown("https://me:canary@config.example/p.pac?token=canary") == "config.example/p.pac"
    assert shown("http://[broken") == ""


def test_a_script_is_run_once_for_each_origin_and_again_after_a_while() -> None:
    asked: list[str] = []
    now = [0.0]

    def ways(url: str) -> Sequence[str]:
        asked.append(url)
        return ("http://p.example:1",)

    rule = proxy_for("system", clock=lambda: now[0], system=lambda: SystemSays(ways, PAC))
    for _ in range(3):
        assert rule("https://a.example:443") == "http://p.example:1"
        assert rule("http://127.0.0.1:9000") is None
    assert asked == ["https://a.example:443/"]
    now[0] = FRESH
    rule("https://a.example:443")
    assert len(asked) == 2


# --- Linux ------------------------------------------------------------------------------------


def gnome(**values: str) -> dict[str, str]:
    return {"mode": "manual", "use-same-proxy": "false", **values}


@pytest.mark.parametrize(
    ("url", "way"),
    [
        ("https://a.example/", "http://s.example:8443"),
        ("http://a.example/", "http://h.example:8080"),
        ("https://inside.example/", DIRECT),
        ("https://b.inside.example/", DIRECT),
        ("https://notinside.example/", "http://s.example:8443"),
    ],
)
def test_gnomes_fixed_proxies_are_followed(url: str, way: str) -> None:
    settings = gnome(
        **{
            "http.host": "h.example",
            "http.port": "8080",
            "https.host": "s.example",
            "https.port": "8443",
            "ignore-hosts": "['localhost', '127.0.0.0/8', 'inside.example']",
        }
    )
    assert gnome_ways(settings, url) == (way,)


def test_one_proxy_of_gnome_for_all_is_for_tls_too() -> None:
    settings = gnome(**{"http.host": "h.example", "http.port": "8080", "use-same-proxy": "true"})
    assert gnome_ways(settings, "https://a.example/") == ("http://h.example:8080",)
    assert gnome_ways({**settings, "use-same-proxy": "false"}, "https://a.example/") == (DIRECT,)


class Library:
    """libproxy as far as it is used."""

    def __init__(self, *, runs_scripts: bool) -> None:
        self.runs_scripts = runs_scripts

    def ways(self, _url: str) -> Sequence[str]:
        return ("http://by.library:1",)


def said(mode: str, library: Library | None, **environment: str) -> SystemSays:
    text = f"org.gnome.system.proxy mode '{mode}'\norg.gnome.system.proxy autoconfig-url '{PAC}'\n"
    return linux_says(
        run=lambda _command: text, library=lambda: library, environment=environment or DESKTOP
    )


def test_a_script_that_nobody_here_can_run_is_said() -> None:
    for library in (None, Library(runs_scripts=False)):
        says = said("auto", library)
        assert (says.script, says.readable) == (PAC, False)
        assert chosen(says.ways("https://a.example/")) is None


def test_libproxy_runs_the_script_and_knows_fixed_proxies() -> None:
    says = said("auto", Library(runs_scripts=True))
    assert (says.script, says.readable) == (PAC, True)
    assert says.ways("https://a.example/") == ("http://by.library:1",)
    says = said("none", Library(runs_scripts=False))
    assert (says.script, says.readable) == ("", True)
    assert says.ways("https://a.example/") == ("http://by.library:1",)


def test_without_a_desktop_nothing_is_asked() -> None:
    says = said("auto", Library(runs_scripts=True), SHELL="/bin/sh")
    assert says.ways("https://a.example/") == (DIRECT,)
    assert not says.script


@pytest.mark.skipif(not shutil.which("gsettings"), reason="no gsettings here")
def test_the_real_gsettings_are_read(tmp_path: Path) -> None:
    here = {**os.environ, "GSETTINGS_BACKEND": "keyfile", "XDG_CONFIG_HOME": str(tmp_path)}

    def run(command: Sequence[str]) -> str:
        done = subprocess.run(command, env=here, capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else ""

    if "mode" not in run(["gsettings", "list-keys", "org.gnome.system.proxy"]):
        pytest.skip("GNOME's schemas are not installed")
    for name, value in (("mode", "auto"), ("autoconfig-url", PAC)):
        run(["gsettings", "set", "org.gnome.system.proxy", name, value])
    settings = gnome_settings(run)
    assert (settings["mode"], settings["autoconfig-url"]) == ("auto", PAC)
    assert "http.port" in settings
    assert linux_says(run=run, library=lambda: None, environment=DESKTOP).readable is False


@pytest.mark.skipif(libproxy() is None, reason="libproxy is not installed")
def test_the_real_libproxy_answers() -> None:
    code = (
        "from app.host.proxy_linux import libproxy\n"
        "print(*libproxy().ways('https://a.example:443/'))"
    )
    here = {**os.environ, "https_proxy": "http://p.example:8080"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=here, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["http://p.example:8080"]


def test_a_command_that_is_not_there_or_fails_says_nothing() -> None:
    assert output_of(["no-such-program-of-ours"]) == ""
    assert output_of([sys.executable, "-c", "print(1); raise SystemExit(1)"]) == ""
    assert output_of([sys.executable, "-c", "print(1)"]) == "1\n"


# --- Windows ----------------------------------------------------------------------------------


class Windows:
    """Functions that fill in structures as Windows does, and count what was given back."""

    def __init__(self, *, script: str = "", detect: bool = False, answers: Mapping[int, Any]):
        self.script, self.detect, self.answers = script, detect, dict(answers)
        self.asked: list[tuple[int, str | None, int]] = []
        self.lent: dict[int, Any] = {}
        self.error = 0

    def lend(self, text: str) -> int:
        buffer = ctypes.create_unicode_buffer(text)
        self.lent[ctypes.addressof(buffer)] = buffer
        return ctypes.addressof(buffer)

    def user_settings(self, found: Any) -> int:
        found._obj.auto_detect = int(self.detect)
        found._obj.script = self.lend(self.script) if self.script else None
        found._obj.bypass = self.lend("<local>")
        return 1

    def proxy_for_url(self, _session: object, _url: str, question: Any, answer: Any) -> int:
        asked = question._obj
        self.asked.append((asked.flags, asked.script, asked.log_in))
        given = self.answers.get(asked.flags)
        if given == "log in":
            self.error, given = LOGIN_FAILURE, "p.example:8080" if asked.log_in else None
        if given is None:
            return 0
        answer._obj.access = NO_PROXY if given == DIRECT else 3
        answer._obj.proxy = None if given == DIRECT else self.lend(given)
        return 1

    def api(self) -> WinHttp:
        return WinHttp(
            self.user_settings,
            lambda *_arguments: 1,
            self.proxy_for_url,
            lambda _handle: 1,
            lambda pointer: self.lent.pop(pointer),
            lambda: self.error,
        )


def test_windows_runs_the_script_that_is_named() -> None:
    windows = Windows(script=PAC, answers={CONFIG_URL: "a:8080;b:8080"})
    says = windows_says(fixed, load=windows.api)
    assert (says.script, says.readable) == (PAC, True)
    assert chosen(says.ways("https://a.example/")) == "http://a:8080"
    assert windows.asked == [(CONFIG_URL, PAC, 0)]
    assert windows.lent == {}, "all memory is given back"


def test_windows_finds_the_networks_own_script_first_and_falls_back() -> None:
    windows = Windows(script=PAC, detect=True, answers={AUTO_DETECT: DIRECT, CONFIG_URL: "a:1"})
    assert windows_says(fixed, load=windows.api).ways("https://a.example/") == (DIRECT,)
    windows = Windows(detect=True, answers={})
    says = windows_says(fixed, load=windows.api)
    assert says.script == ""
    assert says.ways("https://a.example/") == ("http://fixed.example:80",)


def test_windows_logs_in_to_fetch_the_script_only_when_it_has_to() -> None:
    windows = Windows(script=PAC, answers={CONFIG_URL: "log in"})
    says = windows_says(nothing, load=windows.api)
    assert chosen(says.ways("https://a.example/")) == "http://p.example:8080"
    assert [log_in for _flags, _script, log_in in windows.asked] == [0, 1]


def test_without_a_script_windows_fixed_proxies_count() -> None:
    windows = Windows(answers={})
    assert windows_says(fixed, load=windows.api).ways("https://a.example/") == fixed("")
    assert windows_says(fixed, load=lambda: None).ways("https://a.example/") == fixed("")
    assert windows.asked == []


# --- macOS ------------------------------------------------------------------------------------

SCUTIL = """<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
  }
  ProxyAutoConfigEnable : %d
  ProxyAutoConfigURLString : %s
}
"""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_a_mac_fetches_the_script_and_has_it_run(tmp_path: Path) -> None:
    (tmp_path / "proxy.pac").write_text(SCRIPT)

    def evaluate(script: str, url: str) -> Sequence[Mapping[str, str]]:
        assert (script, url) == (SCRIPT, "https://a.example/")
        port = {"PortNumber": "8080"}
        return [
            {"Type": "kCFProxyTypeSOCKS", "HostName": "s.example", "PortNumber": "1080"},
            {"Type": "kCFProxyTypeHTTPS", "HostName": "p.example", **port},
            {"Type": "kCFProxyTypeNone"},
        ]

    with serving(tmp_path) as origin:
        text = SCUTIL % (1, f"{origin}/proxy.pac")
        says = macos_says(fixed, run=lambda _command: text, evaluate=evaluate)
        assert says.ways("https://a.example/") == [
            "socks5://s.example:1080",
            "http://p.example:8080",
            DIRECT,
        ]
        assert fetched(f"{origin}/elsewhere.pac") == ""
        (tmp_path / "proxy.pac").unlink()
        assert says.ways("https://a.example/") == fixed(""), "the script is gone: what is fixed"


def test_a_script_that_is_named_but_off_does_not_count_on_a_mac() -> None:
    text = SCUTIL % (0, PAC)
    says = macos_says(fixed, run=lambda _command: text, evaluate=lambda _script, _url: ())
    assert (says.script, says.ways("https://a.example/")) == ("", fixed(""))


@pytest.mark.skipif(sys.platform == "darwin", reason="there it can be run")
def test_where_macs_engine_is_missing_that_is_said() -> None:
    says = macos_says(fixed, run=lambda _command: SCUTIL % (1, PAC))
    assert (says.script, says.readable) == (PAC, False)


def test_only_addresses_of_scripts_are_fetched() -> None:
    assert fetched("ftp://config.example/p.pac") == ""
    assert fetched("nonsense") == ""
