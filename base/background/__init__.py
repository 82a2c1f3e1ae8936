"""Work that nobody waits for: tasks that survive their worker, are tried again, and are forgotten in the end."""
