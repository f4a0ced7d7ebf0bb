"""The vendor's Python SDK, unchanged, in a process of its own: its settings are a singleton.

Reads one JSON object from standard input: ``config`` (attributes of the SDK's ``Config``),
``folder`` (where it keeps what it needs to go on), ``calls`` (each a method of its ``Client`` and
its arguments; ``policy_upload`` takes path, key and a whole policy). Writes one JSON line for each.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def main() -> int:
    """Carry out the calls."""
    from wcs.commons.auth import Auth  # noqa: PLC0415 - its warnings are the vendor's
    from wcs.commons.config import Config  # noqa: PLC0415
    from wcs.services import uploadprogressrecorder  # noqa: PLC0415
    from wcs.services.client import Client  # noqa: PLC0415
    from wcs.services.simpleupload import SimpleUpload  # noqa: PLC0415

    order = json.load(sys.stdin)
    uploadprogressrecorder.tmp_record_folder = order["folder"]
    for name, value in order["config"].items():
        setattr(Config, name, value)
    client = Client(Config())
    for method, *arguments in order["calls"]:
        if method == "policy_upload":
            path, key, policy = arguments
            auth = Auth(Config.access_key, Config.secret_key)
            result: Any = SimpleUpload(Config.put_url).upload(path, auth.uploadtoken(policy), key)
        else:
            result = getattr(client, method)(*arguments)
        print(json.dumps(result, default=str), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
