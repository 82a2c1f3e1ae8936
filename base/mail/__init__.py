"""Mail is written to an outbox in the transaction of its event, and delivered by the worker."""
