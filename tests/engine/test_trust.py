"""Trust: certificates are always checked."""

from __future__ import annotations

import ssl
import sys

import pytest

from app.engine.trust import Trust


def test_certificates_and_names_are_checked() -> None:
    context = Trust().context()
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="each thread has its own there")
def test_one_context_is_loaded_and_shared() -> None:
    trust = Trust()
    assert trust.context() is trust.context()
