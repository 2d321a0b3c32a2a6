"""The form of each kind of question; a module for each, and what several share."""
