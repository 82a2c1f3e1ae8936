"""Public responses, kept as files until something that could show on one of them changes: see README.md."""
