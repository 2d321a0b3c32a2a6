"""What each learner remembers: the review log and the memories computed from it."""
