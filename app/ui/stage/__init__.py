"""The stage: what happens at storage and application server, as it happens."""
