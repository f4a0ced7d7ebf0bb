"""Questions to Tencent Cloud VOD that belong to no upload."""
