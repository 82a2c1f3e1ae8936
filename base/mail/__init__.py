"""Mail is written into an outbox with the change that it tells of, and delivered by the worker."""
