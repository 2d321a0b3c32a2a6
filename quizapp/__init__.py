"""A quiz and flashcard app in which every question shows the words that prove it."""
