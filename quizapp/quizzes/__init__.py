"""Quizzes: attempts, answers and marks."""
