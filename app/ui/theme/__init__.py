"""Colours, spacing, icons and the style sheet."""
