"""What readers see of corrections: notices, a page of all, a feed."""
