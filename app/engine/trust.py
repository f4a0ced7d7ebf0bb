"""Which certificates are trusted: those of this computer. Verification is never switched off."""

from __future__ import annotations

import ssl
import sys
import threading


class Trust:
    """Gives TLS contexts to sender threads; each asks once and keeps what it got.

    On Windows and macOS the system's own store decides (company certificates work there), and
    every thread gets a context of its own: ``truststore`` holds a lock over a whole handshake, so
    that a shared one stalls every connection behind one slow server (1.9 s, design section 6). On
    Linux one context is loaded once and shared, which costs 15 ms only the first time.
    """

    def __init__(self) -> None:
        """Nothing is loaded before somebody asks."""
        self._lock = threading.Lock()
        self._shared: ssl.SSLContext | None = None

    def context(self) -> ssl.SSLContext:
        """A context that verifies certificate and host name; from any thread."""
        if sys.platform == "win32" or sys.platform == "darwin":
            import truststore  # noqa: PLC0415 - not installed elsewhere, and slow to load

            return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        with self._lock:
            if self._shared is None:
                self._shared = ssl.create_default_context()
            return self._shared
