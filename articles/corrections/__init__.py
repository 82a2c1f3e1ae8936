"""Corrections for readers: notices, a page of all corrections, a feed."""
