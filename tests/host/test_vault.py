"""Keys in a keyring, whatever the keyring is like."""

from __future__ import annotations

import string
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.backends import chainer

from app.domain.credentials import Credentials
from app.host.vault import LONGEST_PART, SERVICE, Kept, Trouble, Vault, system_keyring, usable
from tests.host.keyrings import FAILING, FORGETTING, LARGEST, LockedKeyring, MemoryKeyring

KEY = Credentials("LTAI-kept", "the secret/+=", expires_at=12.5)
TEMPORARY = Credentials("STS.short", "secret", "CAIS" + "tök€n/+=" * 750, 1e9)
"""A token of six kilobytes."""


def _vault(backend: KeyringBackend | None) -> Vault:
    return Vault(lambda: backend)


@pytest.mark.parametrize("key", [KEY, TEMPORARY])
def test_a_key_that_was_saved_is_loaded_by_the_next_start(key: Credentials) -> None:
    keyring = MemoryKeyring()
    assert _vault(keyring).save("c1", key) is Kept.KEYRING
    after = _vault(keyring)
    assert after.load("c1") == key
    assert after.load("c2") is None
    assert after.kept("c1") is Kept.KEYRING
    assert after.trouble is Trouble.NONE


@given(st.text(string.printable + "中é🚀", max_size=4000), st.text(max_size=20))
def test_keys_of_any_length_and_letters_come_back(token: str, secret: str) -> None:
    keyring = MemoryKeyring()
    key = Credentials("id", secret, token)
    assert _vault(keyring).save("c", key) is Kept.KEYRING
    assert _vault(keyring).load("c") == key
    assert all(len(item) <= LONGEST_PART < LARGEST and item.isascii() for item in _items(keyring))


def _items(keyring: MemoryKeyring) -> list[str]:
    return list(keyring.items.values())


def test_a_short_key_is_one_item_by_the_connections_id() -> None:
    keyring = MemoryKeyring()
    _vault(keyring).save("c1", KEY)
    assert list(keyring.items) == [(SERVICE, "c1")]


def test_a_long_key_has_a_service_name_for_each_part_and_the_first_is_written_last() -> None:
    keyring = MemoryKeyring()
    _vault(keyring).save("c1", TEMPORARY)
    assert len(set(keyring.written)) == len(keyring.written) > 4
    assert keyring.written[-1] == SERVICE
    assert keyring.written[0] == f"{SERVICE}/1"


def test_nothing_is_left_of_a_longer_former_key() -> None:
    keyring = MemoryKeyring()
    vault = _vault(keyring)
    vault.save("c1", TEMPORARY)
    vault.save("c1", KEY)
    assert list(keyring.items) == [(SERVICE, "c1")]
    assert vault.load("c1") == KEY


def test_a_key_that_is_forgotten_leaves_nothing_and_others_alone() -> None:
    keyring = MemoryKeyring()
    vault = _vault(keyring)
    vault.save("c1", TEMPORARY)
    vault.save("c2", KEY)
    vault.forget("c1")
    vault.forget("c1")
    assert list(keyring.items) == [(SERVICE, "c2")]
    assert vault.load("c1") is None
    assert vault.trouble is Trouble.NONE


@pytest.mark.parametrize("writes", range(8))
def test_a_key_that_was_torn_by_a_crash_is_never_half_loaded(writes: int) -> None:
    keyring = MemoryKeyring()
    _vault(keyring).save("c1", TEMPORARY)
    newer = Credentials("STS.newer", "other", "OTHER" * 1200)
    keyring.writes_left = writes
    vault = _vault(keyring)
    kept = vault.save("c1", newer)
    after = _vault(keyring).load("c1")
    assert after in (None, TEMPORARY, newer)
    assert (after == newer) is (kept is Kept.KEYRING)
    assert vault.load("c1") == newer  # this session still has it


@pytest.mark.parametrize(
    ("backend", "trouble"),
    [
        (None, Trouble.MISSING),
        (FAILING, Trouble.MISSING),
        (LockedKeyring(), Trouble.LOCKED),
    ],
)
def test_without_a_keyring_that_opens_a_key_lives_for_this_session(
    backend: KeyringBackend | None, trouble: Trouble
) -> None:
    vault = _vault(backend)
    assert vault.load("c1") is None
    assert vault.trouble is trouble
    assert vault.save("c1", KEY) is Kept.SESSION
    assert vault.trouble is trouble
    assert vault.kept("c1") is Kept.SESSION
    assert vault.load("c1") == KEY
    assert _vault(backend).load("c1") is None
    vault.forget("c1")
    assert vault.load("c1") is None


def test_a_key_that_did_not_fit_is_kept_for_the_session() -> None:
    vault = _vault(MemoryKeyring())
    huge = Credentials("id", "secret", "x" * 100_000)
    assert vault.save("c1", huge) is Kept.SESSION
    assert vault.trouble is Trouble.FAILED
    assert vault.load("c1") == huge


def test_once_the_keyring_works_again_the_key_moves_there() -> None:
    keyring = MemoryKeyring()
    keyring.writes_left = 0
    vault = _vault(keyring)
    assert vault.save("c1", KEY) is Kept.SESSION
    keyring.writes_left = 10
    assert vault.save("c1", KEY) is Kept.KEYRING
    assert vault.kept("c1") is Kept.KEYRING


@pytest.mark.parametrize(
    "text", ["", "password", "upcall-1 x y\n{}", "upcall-1 1 0\n{}", "{}", "\n"]
)
def test_an_item_that_somebody_else_wrote_is_no_key(text: str) -> None:
    keyring = MemoryKeyring()
    keyring.items[SERVICE, "c1"] = text
    assert _vault(keyring).load("c1") is None


def test_back_ends_that_keep_no_secret_safe_are_no_keyring() -> None:
    assert usable(FAILING) is None
    assert usable(FORGETTING) is None
    plain = type("PlaintextKeyring", (MemoryKeyring,), {"__module__": "keyrings.alt.file"})
    assert usable(plain()) is None
    memory = MemoryKeyring()
    assert usable(memory) is memory


class _Chain(chainer.ChainerBackend):
    """A chain of given members."""

    viable = False
    backends: list[KeyringBackend] = []  # noqa: RUF012 - set by each test's subclass


def test_a_chain_is_as_good_as_its_first_real_member() -> None:
    memory = MemoryKeyring()
    mixed = type("Mixed", (_Chain,), {"backends": [FORGETTING, memory]})
    empty = type("Empty", (_Chain,), {"backends": [FAILING]})
    assert usable(mixed()) is memory
    assert usable(empty()) is None
    assert usable(type("Bare", (_Chain,), {"backends": []})()) is None


def test_the_keyring_is_looked_for_once_and_only_when_it_is_needed() -> None:
    looked: list[int] = []

    def find() -> KeyringBackend | None:
        looked.append(1)
        return MemoryKeyring()

    vault = Vault(find)
    assert looked == []
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: vault.save(f"c{n}", KEY), range(20)))
    assert looked == [1]
    assert all(vault.load(f"c{n}") == KEY for n in range(20))


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("keyring.backends.macOS", "Keychain"),
        ("keyring.backends.Windows", "Credential Manager"),
        ("keyring.backends.SecretService", "GNOME Keyring"),
        ("somebody.elses", "elses MemoryKeyring"),
    ],
)
def test_the_keyring_is_named_as_people_know_it(module: str, name: str) -> None:
    kind = type("MemoryKeyring", (MemoryKeyring,), {"__module__": module})
    assert _vault(kind()).name() == name
    assert _vault(kind()).available()


def test_no_keyring_has_no_name() -> None:
    assert _vault(None).name() == ""
    assert not _vault(None).available()


@pytest.fixture
def real_vault() -> Iterator[tuple[Vault, str]]:
    backend = system_keyring()
    if backend is None:
        pytest.skip("no Secret Service on this session bus; dev.py test brings one")
    assert type(backend).__module__.startswith("keyring.backends.")
    vault, account = Vault(), "test-" + uuid.uuid4().hex
    yield vault, account
    vault.forget(account)


@pytest.mark.keyring
@pytest.mark.parametrize("key", [KEY, TEMPORARY])
def test_the_systems_keyring_keeps_a_key(real_vault: tuple[Vault, str], key: Credentials) -> None:
    vault, account = real_vault
    assert vault.save(account, key) is Kept.KEYRING
    assert vault.trouble is Trouble.NONE
    assert Vault().load(account) == key
    vault.save(account, KEY)
    assert Vault().load(account) == KEY
    backend = system_keyring()
    assert backend is not None
    assert backend.get_password(f"{SERVICE}/1", account) is None
    vault.forget(account)
    assert Vault().load(account) is None


@pytest.mark.keyring
def test_the_systems_keyring_serves_several_threads(real_vault: tuple[Vault, str]) -> None:
    vault, account = real_vault
    failures: list[object] = []

    def work() -> None:
        if vault.save(account, KEY) is not Kept.KEYRING or vault.load(account) != KEY:
            failures.append(vault.trouble)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
