"""Wangsu's object storage as it is on the wire: a practice service (reference/wangsu.md)."""
