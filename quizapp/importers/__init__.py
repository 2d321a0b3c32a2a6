"""From the bytes of a file to an article: its text, and guesses of what is known about it."""
