"""Numbers of the service (reference/oss.md 1.2, 2.1, 2.9, 3.3)."""

from __future__ import annotations

import re

REGION = "cn-demo"
"""The one region; its bare id stands in V4 scopes."""

MINIMUM_PART_SIZE = 100 * 1024
"""Bytes of every part but the last; checked at Complete, not at UploadPart."""

LARGEST_PART_NUMBER = 10_000
LARGEST_BODY = 5 * 1024**3
"""Bytes of a part or of an object that is sent in one request."""

LONGEST_FIELD_NAME = 8 * 1024
"""Bytes of the name of a form field (reference/oss.md 4.1)."""

LONGEST_FIELD = 2 * 1024 * 1024
"""Bytes of the value of a form field."""

LONGEST_PREFACE = 8 * 1024 * 1024
"""Bytes of all form fields before the file (the service's error page 0006-00000112)."""

LONGEST_FORM_LIFE = 7 * 24 * 3600
"""Seconds after its ``x-oss-date`` that a V4 signed form may be used (reference/oss.md 4.2)."""

MOST_DRAINED = 16 * 1024 * 1024
"""Bytes of a refused form that are still read, so that its sender gets to see the refusal."""

BUCKET_NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")
"""What a bucket may be called (reference/oss.md 3.3)."""

LONGEST_KEY = 1023
"""Bytes of UTF-8."""

LARGEST_PAGE = 1000
"""Items of a list page; also the default of multipart lists."""

DEFAULT_KEYS = 100
"""Default page of an object list."""

LARGEST_XML = 4 * 1024 * 1024
"""Bytes of a Complete document: 10,000 parts fit several times."""

LONGEST_CALLBACK = 5 * 1024
"""Base64 characters of ``callback`` and of ``callback-var``, each."""

MOST_CALLBACK_URLS = 5
LONGEST_CALLBACK_ANSWER = 1024 * 1024
"""Bytes that an application server may answer with."""

CLOCK_TOLERANCE = 15 * 60
"""Seconds that a client's clock may be off."""

LONGEST_PRESIGNED = 7 * 24 * 3600
"""Seconds that a V4 presigned URL may live."""

TRAFFIC_LIMITS = range(819_200, 838_860_800 + 1)
"""Bits per second of ``x-oss-traffic-limit``."""

MOST_TAGS = 10
LONGEST_TAG_KEY = 128
LONGEST_TAG_VALUE = 256
"""Bytes of a tag's key and value (reference/oss.md 3.4)."""

MOST_USER_METADATA = 8 * 1024
"""Bytes of all ``x-oss-meta-*`` names and values together."""
