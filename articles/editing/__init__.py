"""The editorial side: lists, choosers and the dashboard."""
