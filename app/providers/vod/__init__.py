"""Tencent Cloud VOD: one file for each part of the service's pages (tencent-vod.md)."""
