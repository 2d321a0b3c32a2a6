"""Whether the fast tests notice when a guard of the question generation is gone."""
