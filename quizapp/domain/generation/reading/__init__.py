"""Reading an article: its lines, its names, its dates, and who its pronouns mean."""
