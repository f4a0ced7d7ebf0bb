"""Which proxy leads where."""

from __future__ import annotations

import pytest

from app.host.proxies import FRESH, ProxyChoice, proxy_for

LOCAL = ["http://localhost:9000", "http://b.localhost:9000", "http://127.0.0.1", "https://[::1]:8"]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("http", "https", "all", "no"):
        monkeypatch.delenv(f"{name}_proxy", raising=False)
        monkeypatch.delenv(f"{name.upper()}_PROXY", raising=False)
    return monkeypatch


@pytest.mark.parametrize("origin", LOCAL)
@pytest.mark.parametrize("setting", ["system", "none", "http://proxy.example:3128"])
def test_this_computer_is_never_reached_through_a_proxy(
    origin: str, setting: str, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("all_proxy", "http://proxy.example:1")
    environment.setenv("http_proxy", "http://proxy.example:1")
    assert proxy_for(setting)(origin) is None


def test_a_given_proxy_leads_everywhere() -> None:
    assert proxy_for("proxy.example:3128")("https://a.example") == "http://proxy.example:3128"
    assert proxy_for("http://p:1")("http://10.0.0.1") == "http://p:1"


def test_none_is_none_whatever_the_system_says(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("https_proxy", "http://proxy.example:1")
    assert proxy_for("none")("https://a.example") is None


def test_the_systems_proxies_are_chosen_by_scheme(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("http_proxy", "http://plain.example:1")
    environment.setenv("https_proxy", "secure.example:2")
    environment.setenv("no_proxy", "inside.example,.corp.example")
    ask = proxy_for("system")
    assert ask("http://a.example") == "http://plain.example:1"
    assert ask("https://a.example:443") == "http://secure.example:2"
    assert ask("https://inside.example:8443") is None
    assert ask("https://x.corp.example") is None


def test_one_proxy_for_all_is_understood(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("all_proxy", "http://all.example:3")
    assert proxy_for("system")("https://a.example") == "http://all.example:3"


def test_the_system_is_asked_again_after_a_while(environment: pytest.MonkeyPatch) -> None:
    now = [100.0]
    ask = proxy_for("system", clock=lambda: now[0])
    assert ask("https://a.example") is None
    environment.setenv("https_proxy", "http://office.example:1")
    assert ask("https://a.example") is None
    now[0] += FRESH
    assert ask("https://a.example") == "http://office.example:1"


def test_a_changed_choice_counts_at_once() -> None:
    choice = ProxyChoice("none")
    assert choice("https://storage.example.com") is None
    choice.choose("proxy.example.com:3128")
    assert choice("https://storage.example.com") == "http://proxy.example.com:3128"
    assert choice("http://127.0.0.1:80") is None
