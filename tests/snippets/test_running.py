"""The generated programs do what Upcall does: run against the demo cloud, the answers are equal."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from app.domain.callback import BodyType, CallbackSpec
from app.domain.destination import Addressing, Destination
from app.domain.media import type_of
from app.domain.options import ObjectOptions
from app.domain.snippets import Language, Subject, languages_of, program
from app.ui.resources import resource
from tests.cloud import PATIENCE, Cloud
from tests.end2end.running import send
from tests.snippets.tools import TOOLS

pytestmark = pytest.mark.slow

FOLDER = resource("snippets")
LANGUAGES = {each.id: each for each in languages_of((FOLDER / "index.json").read_text("utf-8"))}
WICKED = {
    "x:quotes": """it's "quoted" `as` said""",
    "x:dollar": "$HOME ${HOME} $(id) #{1 + 1} %s %n {0} ${bucket}",
    "x:lines": "one\ntwo\r\n\tthree \\n \\",
    "x:chinese": "订单 42 号 🎈👩‍👩‍👧",
    "x:ends": "*/ ?> // --> ??/ ]]> \"); exit(9); ('",
    "x:hidden": "a\u202eb\u0007c\u00a0d",
}
NAMES = ("bucket", "object", "size", "mimeType", "etag", "crc64", *WICKED)


def spec(cloud: Cloud, body_type: BodyType) -> CallbackSpec:
    """A callback that tells everything, wickedly."""
    if body_type is BodyType.JSON:
        body = "{" + ",".join(f'"{name}":${{{name}}}' for name in NAMES) + ', "it\'s": "a \\\\ b"}'
    else:
        body = "&".join(f"{name}=${{{name}}}" for name in NAMES)
    url = cloud.callback_url + "?from=a%20b&and='c'"
    return CallbackSpec(enabled=True, urls=(url,), body=body, body_type=body_type, variables=WICKED)


def destination(cloud: Cloud) -> Destination:
    """The cloud's bucket."""
    return Destination("oss", cloud.endpoint, cloud.region, cloud.bucket, practice=True)


def runnable(name: str) -> Language:
    """The language, or a skipped test that says what is missing."""
    missing = TOOLS[name].missing()
    if missing:
        pytest.skip(f"not here: {missing}")
    return LANGUAGES[name]


def written(language: Language, folder: Path, subject: Subject) -> Path:
    """The program's file."""
    folder.mkdir(exist_ok=True)
    template = (FOLDER / language.template).read_text("utf-8")
    path = folder / language.file
    path.write_text(program(language, template, subject=subject), "utf-8")
    return path


def run(
    language: Language, folder: Path, cloud: Cloud, *, temporary: bool = False
) -> subprocess.CompletedProcess[str]:
    """Build it, run it, with the cloud's key or with a temporary one."""
    tool = TOOLS[language.id]
    keys = {
        "OSS_ACCESS_KEY_ID": cloud.access_key_id,
        "OSS_ACCESS_KEY_SECRET": cloud.access_key_secret,
    }
    if temporary:
        lent = cloud.sts()
        keys = {
            f"OSS_{name.upper()}": lent[name] for name in ("access_key_id", "access_key_secret")
        }
        keys["OSS_SESSION_TOKEN"] = lent["security_token"]
    shell = {**os.environ, **keys, **tool.environment}
    *builds, last = tool.steps(folder)
    for build in builds:
        done = subprocess.run(
            build, cwd=folder, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr
    return subprocess.run(
        last, env=shell, cwd=folder, capture_output=True, text=True, check=False, timeout=PATIENCE
    )


def upcalls(cloud: Cloud, path: Path, subject: Subject) -> dict[str, Any]:
    """The answer that Upcall itself gets for the same file, name and callback."""
    callback = subject.callback
    words = [str(path), "--key", subject.key, "--json", "--callback-url", callback.urls[0]]
    kind = "json" if callback.body_type is BodyType.JSON else "form"
    words += ["--callback-body", callback.body, "--callback-body-type", kind, "--method", "put"]
    for name, value in callback.variables.items():
        words += ["--var", f"{name}={value}"]
    (receipt,) = send(cloud, path.parent / "home", words).receipts()
    answer = receipt["callback"]
    assert isinstance(answer, dict), receipt
    return dict(json.loads(answer["body"]))


@pytest.mark.parametrize("body_type", list(BodyType), ids=["form", "json"])
@pytest.mark.parametrize("name", list(TOOLS))
def test_a_generated_program_gets_the_answer_that_upcall_gets(
    name: str, body_type: BodyType, cloud: Cloud, tmp_path: Path
) -> None:
    language = runnable(name)
    path = tmp_path / "it's a “$file” 照片.txt"
    path.write_bytes(b"what is stored\n" * 20)
    key = "folder/it's a “$file” 照片+1.txt"
    subject = Subject(
        destination(cloud), spec(cloud, body_type), str(path), key, type_of(path.name)
    )
    written(language, tmp_path / "program", subject)
    done = run(language, tmp_path / "program", cloud)
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    (answered,) = cloud.of_kind("app_answered")
    assert answer["number"] == answered["number"]
    assert {name: answer["received"][name] for name in WICKED} == WICKED
    own = upcalls(cloud, path, subject)
    for each in (answer, own):
        number = each.pop("number")  # one of its own for each
        each["message"] = each["message"].replace(number, "")
    assert answer == own
    theirs, ours = cloud.of_kind("app_received")
    assert (theirs["body"], theirs["query"]) == (ours["body"], ours["query"])
    assert theirs["signature_valid"]


@pytest.mark.parametrize("name", list(TOOLS))
def test_a_generated_program_says_that_the_callback_failed(
    name: str, cloud: Cloud, tmp_path: Path
) -> None:
    language = runnable(name)
    path = tmp_path / "file.bin"
    path.write_bytes(b"12345")
    options = ObjectOptions(
        cache_control="no-cache", acl="private", metadata={"order": "42"}, storage_class="IA"
    )
    subject = Subject(
        destination(cloud), spec(cloud, BodyType.FORM), str(path), "file.bin", "a/b", options
    )
    written(language, tmp_path / "program", subject)
    cloud.answers(mode="500")
    done = run(language, tmp_path / "program", cloud)
    assert done.returncode == 1, done
    assert "the callback failed" in done.stderr
    assert cloud.access_key_secret not in done.stdout + done.stderr
    (stored,) = cloud.objects()
    assert stored["key"] == "file.bin"


@pytest.mark.parametrize("name", list(TOOLS))
def test_a_generated_program_without_a_callback_takes_a_temporary_key(
    name: str, cloud: Cloud, tmp_path: Path
) -> None:
    language = runnable(name)
    path = tmp_path / "file.bin"
    path.write_bytes(b"12345")
    subject = Subject(destination(cloud), CallbackSpec(), str(path), "a/file.bin", "a/b")
    written(language, tmp_path / "program", subject)
    done = run(language, tmp_path / "program", cloud, temporary=True)
    assert done.returncode == 0, done
    assert [each["key"] for each in cloud.objects()] == ["a/file.bin"]
    assert cloud.of_kind("app_received") == []


def test_a_shell_script_addresses_a_virtual_host(cloud: Cloud, tmp_path: Path) -> None:
    language = runnable("curl")  # curl alone knows that every name under localhost is this computer
    path = tmp_path / "file.bin"
    path.write_bytes(b"12345")
    named = cloud.endpoint.replace("127.0.0.1", "localhost")
    where = Destination("oss", named, cloud.region, cloud.bucket, "", Addressing.VIRTUAL_HOST)
    key = "a b/ü+%.bin"
    subject = Subject(where, spec(cloud, BodyType.FORM), str(path), key, "a/b")
    written(language, tmp_path / "program", subject)
    done = run(language, tmp_path / "program", cloud)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["received"]["object"] == key
