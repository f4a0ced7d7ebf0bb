"""How the generated programs are run: one entry for each language whose tools may be here.

The vendor's SDKs for Python come with the tests. Others are looked for under the folder that the
variable UPCALL_SDKS names; what is not there is skipped:

    node_modules/   made by ``npm install ali-oss``
    go/             go.mod, main.go is put beside it; the SDK v2 by ``require`` or ``replace``
    php/            vendor/autoload.php
    c/, cpp/        include/ and lib/ of the installed SDK
    java/, csharp/  *.jar and *.dll
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

SDKS = Path(os.environ.get("UPCALL_SDKS", "/nowhere"))


@dataclass(frozen=True, slots=True)
class Tool:
    """How one language is built and run."""

    steps: Callable[[Path], list[list[str]]]
    """Commands for a program's folder; the last one runs it, the others build it."""
    programs: tuple[str, ...] = ()
    """Have to be on the PATH."""
    sdk: str = ""
    """Has to be under `SDKS`."""
    environment: Mapping[str, str] = field(default_factory=dict)

    def missing(self) -> str:
        """What is not here; empty when it can be run."""
        gone = [name for name in self.programs if shutil.which(name) is None]
        if self.sdk and not (SDKS / self.sdk).exists():
            gone.append(f"{self.sdk} (see UPCALL_SDKS)")
        return ", ".join(gone)


def _python(folder: Path) -> list[list[str]]:
    return [[sys.executable, str(folder / "upload.py")]]


def _bash(folder: Path) -> list[list[str]]:
    return [["bash", str(folder / "upload.sh")]]


def _node(folder: Path) -> list[list[str]]:
    return [["node", str(folder / "upload.js")]]


def _ruby(folder: Path) -> list[list[str]]:
    return [["ruby", str(folder / "upload.rb")]]


def _php(folder: Path) -> list[list[str]]:
    if not (folder / "vendor").exists():
        (folder / "vendor").symlink_to(SDKS / "php" / "vendor")
    return [["php", str(folder / "upload.php")]]


def _go(folder: Path) -> list[list[str]]:
    for name in ("go.mod", "go.sum"):
        if (SDKS / "go" / name).exists():
            shutil.copy(SDKS / "go" / name, folder)
    return [["go", "build", "-o", "upload", "."], [str(folder / "upload")]]


def _compiled(
    compiler: str, sdk: str, source: str, libraries: str
) -> Callable[[Path], list[list[str]]]:
    def steps(folder: Path) -> list[list[str]]:
        at = SDKS / sdk
        build = f"{compiler} {folder / source} -o {folder / 'upload'} -I{at / 'include'}"
        return [[*f"{build} -L{at / 'lib'} {libraries}".split()], [str(folder / "upload")]]

    return steps


def _java(folder: Path) -> list[list[str]]:
    return [["java", "-cp", str(SDKS / "java" / "*"), str(folder / "Upload.java")]]


def _sharp(folder: Path) -> list[list[str]]:
    library, made = SDKS / "csharp" / "Aliyun.OSS.dll", folder / "upload.exe"
    build = ["mcs", f"-r:{library}", f"-out:{made}", str(folder / "Upload.cs")]
    return [build, ["env", f"MONO_PATH={library.parent}", "mono", str(made)]]


_C = "-loss_c_sdk -lapr-1 -laprutil-1 -lmxml -lcurl -I/usr/include/apr-1.0"
_CPP = "-lalibabacloud-oss-cpp-sdk -lcurl -lcrypto -lpthread -std=c++11"

TOOLS: Mapping[str, Tool] = {
    "python-oss2": Tool(_python),
    "python-v2": Tool(_python),
    "curl": Tool(_bash, ("bash", "curl", "openssl")),
    "nodejs": Tool(
        _node, ("node",), "node_modules/ali-oss", {"NODE_PATH": str(SDKS / "node_modules")}
    ),
    "ruby": Tool(_ruby, ("ruby",)),
    "php": Tool(_php, ("php",), "php/vendor/autoload.php"),
    "go": Tool(_go, ("go",), "go/go.mod"),
    "c": Tool(_compiled("cc", "c", "upload.c", _C), ("cc",), "c/lib"),
    "java": Tool(_java, ("java",), "java/aliyun-sdk-oss.jar"),
    "csharp": Tool(_sharp, ("mcs", "mono"), "csharp/Aliyun.OSS.dll"),
    "cpp": Tool(_compiled("c++", "cpp", "upload.cpp", _CPP), ("c++",), "cpp/lib"),
}
"""By the language's id."""
