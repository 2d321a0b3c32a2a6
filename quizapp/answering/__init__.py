"""Answering: what a learner enters is saved, handed in, scored, and counted as reviews of facts.

What a guest has answered becomes an account's.
"""
