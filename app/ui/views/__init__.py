"""The window and its two views."""
