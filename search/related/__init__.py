"""Which articles belong together: worked out off the path of requests, and kept."""
