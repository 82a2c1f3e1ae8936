"""Mails about pieces: their wording, and the user's choice of when to get them."""
