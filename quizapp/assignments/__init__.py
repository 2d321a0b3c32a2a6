"""Assignments: what a course was given to take or to study, with dates."""
