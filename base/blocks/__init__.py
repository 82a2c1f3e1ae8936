"""Body blocks that know nothing of articles, a file for each family."""
