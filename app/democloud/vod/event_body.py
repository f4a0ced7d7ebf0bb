"""Events as they are told: ``EventContent`` and what is in it (sheet 4.4, 4.5).

A pushed body leaves out members that are null; a pulled one lists them (both are seen in the wild).
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

from app.democloud.vod.applications import Media

NEVER = "9999-12-31T23:59:59Z"
"""``ExpireTime`` of what is kept for ever."""
_AUDIO = frozenset({"mp3", "m4a", "flac", "wav", "ra", "aac", "amr"})
_IMAGES = frozenset("jpg jpeg png gif bmp tiff ai cdr eps tif heif".split())  # noqa: SIM905

OTHER_MEMBERS = (
    "ProcedureStateChangeEvent",
    "FileDeleteEvent",
    "PullCompleteEvent",
    "EditMediaCompleteEvent",
    "SplitMediaCompleteEvent",
    "ComposeMediaCompleteEvent",
    "ClipCompleteEvent",
    "TranscodeCompleteEvent",
    "CreateImageSpriteCompleteEvent",
    "ConcatCompleteEvent",
    "SnapshotByTimeOffsetCompleteEvent",
    "WechatPublishCompleteEvent",
    "WechatMiniProgramPublishCompleteEvent",
    "RestoreMediaCompleteEvent",
    "ReviewAudioVideoCompleteEvent",
    "DescribeFileAttributesCompleteEvent",
    "QualityInspectCompleteEvent",
    "QualityEnhanceCompleteEvent",
    "PersistenceCompleteEvent",
    "ProcessMediaByMPSCompleteEvent",
)
"""Members of ``EventContent`` beside ``FileUploadEvent`` that a pulled event lists as null."""


def iso(seconds: float) -> str:
    """Give Unix seconds as ``2019-01-09T16:36:22Z``."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def category(kind: str) -> str:
    """Give ``Category`` of a media type."""
    if kind in _IMAGES:
        return "Image"
    return "Audio" if kind in _AUDIO else "Video"


def basic_info(media: Media, url: str, cover_url: str) -> dict[str, Any]:
    """Give ``MediaBasicInfo``, in the order of the vendor's page, what is newer behind it."""
    return {
        "Name": media.name,
        "Description": "",
        "CreateTime": iso(media.created_at),
        "UpdateTime": iso(media.updated_at),
        "ExpireTime": media.expires or NEVER,
        "ClassId": media.class_id,
        "ClassName": "Other",
        "ClassPath": "Other",
        "CoverUrl": cover_url,
        "Type": media.type,
        "MediaUrl": url,
        "TagSet": [],
        "StorageRegion": media.region,
        "SourceInfo": {
            "SourceType": "Upload",
            "SourceContext": media.source_context,
            "LiveRecordInfo": None,
            "TrtcRecordInfo": None,
            "WebPageRecordInfo": None,
        },
        "Vid": media.file_id,
        "StoragePath": "",
        "Category": category(media.type),
        "Status": "Normal",
        "StorageClass": "STANDARD",
    }


def new_file(media: Media, basic: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Give the event of a file that was uploaded; ``task_id``: of its task flow, or empty."""
    task = {
        "FileId": media.file_id,
        "MediaBasicInfo": basic,
        "ProcedureTaskId": task_id,
        "ReviewAudioVideoTaskId": "",
        "MetaData": None,
    }
    return {"EventType": "NewFileUpload", "FileUploadEvent": task}


def new_task_id(sub_app_id: int) -> str:
    """Make up the id of a task flow."""
    return f"{sub_app_id}-procedurev2-{secrets.token_hex(16)}"


def procedure_done(media: Media, url: str, *, task_id: str, session_context: str) -> dict[str, Any]:
    """Give the event of a task flow that came to its end without results."""
    task = {
        "TaskId": task_id,
        "Status": "FINISH",
        "ErrCode": 0,
        "Message": "SUCCESS",
        "FileId": media.file_id,
        "FileName": media.name,
        "FileUrl": url,
        "MetaData": None,
        "MediaProcessResultSet": [],
        "AiContentReviewResultSet": [],
        "AiAnalysisResultSet": [],
        "AiRecognitionResultSet": [],
        "TasksPriority": 0,
        "TasksNotifyMode": "Finish",
        "SessionContext": session_context,
        "SessionId": "",
        "Operator": "",
        "OperationType": "",
    }
    return {"EventType": "ProcedureStateChanged", "ProcedureStateChangeEvent": task}


def pulled(content: dict[str, Any], handle: str, *, nulls: bool) -> dict[str, Any]:
    """Give an event as PullEvents does; with ``nulls`` all other members are named."""
    told: dict[str, Any] = {"EventHandle": handle, "EventType": content["EventType"]}
    if not nulls:
        return told | without_nulls(content)
    return told | dict.fromkeys(("FileUploadEvent", *OTHER_MEMBERS)) | content


def legacy(content: dict[str, Any]) -> dict[str, Any]:
    """Give an event as format 2.0 had it, as far as that is known (sheet 4.5, last line)."""
    task = content.get("FileUploadEvent") or content.get("ProcedureStateChangeEvent") or {}
    media = task.get("MediaBasicInfo") or {}
    data = {
        "status": 0,
        "message": "",
        "fileId": task.get("FileId", ""),
        "fileUrl": media.get("MediaUrl", task.get("FileUrl", "")),
        "fileName": media.get("Name", task.get("FileName", "")),
    }
    return {"version": "4.0", "eventType": content["EventType"], "data": data}


def without_nulls(content: dict[str, Any]) -> dict[str, Any]:
    """Leave out every member that is null, at any depth."""
    return {name: _bare(item) for name, item in content.items() if item is not None}


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return without_nulls(value)
    return [_bare(item) for item in value] if isinstance(value, list) else value
