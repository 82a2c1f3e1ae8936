"""Dossiers: articles released together, in an order, under a cover."""
