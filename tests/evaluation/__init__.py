"""Measuring the quality of what is generated."""
