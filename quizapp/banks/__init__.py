"""Banks in the database: sources, facts, questions and their versions."""
