"""Wangsu (ChinaNetCenter, CDNetworks) object storage: its native upload API (wangsu.md)."""
