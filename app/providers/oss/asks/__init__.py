"""Questions to the service that belong to no upload (`app.domain.asks`)."""
