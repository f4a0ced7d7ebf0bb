"""The storage below VOD: as much of COS as an upload needs."""
