"""What readers see of the vocabulary, and the figures that it is drawn from."""
