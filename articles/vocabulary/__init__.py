"""The vocabulary for editors: merge, split and retire terms, and file pieces under them."""
