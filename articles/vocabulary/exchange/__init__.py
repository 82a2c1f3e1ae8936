"""The vocabulary as a file: out for others, and in from them, all or nothing."""
