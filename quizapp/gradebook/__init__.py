"""The gradebook of a course: what each of its students has earned in each assignment."""
