"""Panels of the Expert view: each talks to the Desk, never to another panel."""
