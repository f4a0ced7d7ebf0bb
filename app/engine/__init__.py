"""Uploads as running things: scheduler, jobs, wire, journal. Knows no Qt and no keyring."""
