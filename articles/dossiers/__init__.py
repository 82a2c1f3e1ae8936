"""Dossiers: articles that are released together, in an order, under a cover."""
