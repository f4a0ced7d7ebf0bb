"""Uploads as running things: scheduler, jobs, wire, journal, progress. Knows no Qt and no keyring."""
