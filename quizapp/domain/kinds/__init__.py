"""The kinds of question: a module for each, and beside them what several kinds share."""
