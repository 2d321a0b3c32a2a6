"""Answering: what a learner enters is saved, handed in, scored, and counted as reviews of facts."""
