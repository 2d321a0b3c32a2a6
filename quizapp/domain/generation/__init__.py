"""From facts to questions, and the checks that every question must pass."""
