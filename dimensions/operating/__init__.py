"""How the installation works, for those who run it: what waits, what failed, and what can be done about it."""
