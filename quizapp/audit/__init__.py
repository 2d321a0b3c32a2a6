"""The log of who did what to whom or what, when, and from where: entries are only added."""
