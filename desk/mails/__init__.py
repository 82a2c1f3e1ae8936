"""The mails about pieces: their words, and how often somebody wants them."""
