"""Work that outlives a request: put in line with what it is about, done by workers, once.

The line is a table of the app's own database, because a job must be stored, or not, together with
what it is about. Huey keeps a SQLite database of its own, which the caller's transaction does not
reach, and Procrastinate knows PostgreSQL only. See docs/reliability.md for what is promised.
"""
