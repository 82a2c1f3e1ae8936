"""Background work: tasks that survive their worker, are retried, and are deleted in the end."""
