"""Copies of the whole database: made while it is in use, checked, and put in its place again."""
