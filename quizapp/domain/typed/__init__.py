"""What learners type, read as people write it: words, numbers, units, dates."""
