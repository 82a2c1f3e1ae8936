"""The dashboard panels on pieces."""
