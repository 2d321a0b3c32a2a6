"""Courses: who teaches whom, how people come in, and the groups they are in."""
