"""Clauses of a sentence that can stand alone, as statements and as questions."""
