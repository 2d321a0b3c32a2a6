"""Parsers of natural language, turned into the plain values that the domain reads."""
