"""The connection wizard: where files go, who may send them there, and whether that works."""
