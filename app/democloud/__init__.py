"""The demo cloud: storage service and application server on loopback, for practice and tests."""
