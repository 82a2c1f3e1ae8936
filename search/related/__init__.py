"""Related articles: computed in the background, and stored."""
