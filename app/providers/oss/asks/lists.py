"""Documents that answer questions, as values (oss.md, 2.3, 2.6 and 6.3)."""

from __future__ import annotations

from urllib.parse import unquote
from xml.etree.ElementTree import Element

from app.domain.asks import BucketFound, Unfinished
from app.providers import xml
from app.providers.moments import moment
from app.providers.oss.answers import document
from app.providers.oss.asks.hand import Answer
from app.providers.oss.errors import not_understood

Markers = tuple[str, str]
"""Key and upload id after which the next page of uploads begins."""


def page_of_buckets(answer: Answer) -> tuple[list[BucketFound], str]:
    """Buckets on a page of ListBuckets, and the next page's marker or nothing."""
    root = document(answer.reply, "ListAllMyBucketsResult", asked=answer.asked)
    found = [_bucket(element) for element in root.findall("Buckets/Bucket")]
    more = _more(root)
    return [bucket for bucket in found if bucket.name], xml.text(root, "NextMarker") if more else ""


def bucket_of_info(answer: Answer) -> BucketFound:
    """The bucket of GetBucketInfo."""
    root = document(answer.reply, "BucketInfo", asked=answer.asked)
    element = root.find("Bucket")
    found = _bucket(element) if element is not None else None
    if found is None or not found.region:
        raise not_understood(answer.reply, answer.asked)
    return found


def region_of_location(answer: Answer) -> str:
    """The region of GetBucketLocation."""
    root = document(answer.reply, "LocationConstraint", asked=answer.asked)
    region = _bare(root.text or "")
    if not region:
        raise not_understood(answer.reply, answer.asked)
    return region


def _bucket(element: Element) -> BucketFound:
    region = xml.text(element, "Region") or _bare(xml.text(element, "Location"))
    return BucketFound(xml.text(element, "Name"), region, xml.text(element, "ExtranetEndpoint"))


def _bare(location: str) -> str:
    return location.strip().removeprefix("oss-")


def page_of_uploads(answer: Answer) -> tuple[list[Unfinished], Markers | None]:
    """Uploads on a page of ListMultipartUploads, and the next page's markers or None.

    An entry without a name or an id, or whose name is no text, cannot be dealt with: left out.
    """
    root = document(answer.reply, "ListMultipartUploadsResult", asked=answer.asked)
    encoded = xml.text(root, "EncodingType") == "url"  # else there is nothing to decode (2.6)
    found = [_upload(element, encoded=encoded) for element in root.findall("Upload")]
    markers = (_key(root, "NextKeyMarker", encoded=encoded), xml.text(root, "NextUploadIdMarker"))
    following = markers if _more(root) and markers[0] else None
    return [one for one in found if one.key and one.upload_id], following


def _upload(element: Element, *, encoded: bool) -> Unfinished:
    begun = moment(xml.text(element, "Initiated")) or 0.0
    return Unfinished(_key(element, "Key", encoded=encoded), xml.text(element, "UploadId"), begun)


def _key(element: Element, path: str, *, encoded: bool) -> str:
    text = element.findtext(path) or ""
    try:
        return unquote(text, errors="strict") if encoded else text
    except UnicodeDecodeError:
        return ""


def _more(root: Element) -> bool:
    return xml.text(root, "IsTruncated").lower() == "true"
