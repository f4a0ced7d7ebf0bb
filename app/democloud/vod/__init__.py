"""Tencent Cloud VOD in the demo cloud: the API, the clients' API, its COS and its events.

What happens is told as ``events.py`` says, with ``service`` ``"vod"``. ``request`` is every request
to any of the three doors (operations: the actions of ``parameters.py``, ``...UGC``, those of
``cos/service.py``, ``PlayMedia``); one of ApplyUpload or CommitUpload has in its end, where they
are known, bucket and ``key`` of the media like the storage's own requests, ``name``, ``sub_app_id``
and ``file_id``. ``signature_version`` is ``TC3``, ``HmacSHA1``, ``HmacSHA256``, ``UGC``,
``COS`` or ``COS-query``. An error of the API has status 200 and its ``error_code``.

``event_queued``    sub_app_id, event_type, file_id, key, name, request_id (the CommitUpload's)
``event_dropped``   the same and why: it is switched off, has no address, or nobody answered
``event_pulled``    the same, request_id being the PullEvents', committed_by the CommitUpload's,
                    attempt how often it was given out
``event_confirmed`` the same, request_id being the ConfirmEvents'
``callback_sent``   and ``callback_answered``, ``app_received``, ``app_answered``: a pushed event,
                    request_id being the CommitUpload's; attempt, file_id, and of the first two
                    key, name, sub_app_id
``authorised``      road ``signature``: the application server signed a client's upload

Faults (``faults.py``) strike all three doors by the operation's name; the storage's also by key and
part. ``status`` at an API: with a ``code`` and no status an error in the envelope, else what a
gateway answers that knows no JSON. ``callback_failed`` at CommitUpload: it is stored, and no event
is ever made of it. ``expire_key`` ends the storage's temporary key (``ExpiredToken``).
"""

SERVICE = "vod"
"""As its events name it."""
