"""Tencent Cloud VOD in the demo cloud: the API, the clients' API, its COS and its events."""
