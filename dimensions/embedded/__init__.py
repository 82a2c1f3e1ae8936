"""The whole magazine on one machine: checks, preparation, and the processes that serve it."""
