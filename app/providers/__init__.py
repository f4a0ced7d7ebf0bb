"""One folder per storage service behind one contract (`app.providers.contract`)."""
