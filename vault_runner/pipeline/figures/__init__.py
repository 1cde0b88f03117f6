"""`vault-run figures`: which notes are drawn anew, what changed, and which figures no note shows."""
