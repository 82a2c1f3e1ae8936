"""The sample magazine: readable files in, a whole magazine out."""
