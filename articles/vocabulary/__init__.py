"""How editors change the vocabulary: merge, split and retire terms, and file pieces under them."""
