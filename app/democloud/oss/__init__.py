"""The object storage service of the demo cloud, from the public rules (reference/oss.md)."""
