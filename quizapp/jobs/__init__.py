"""Workers, and what they know how to do: an interface beside the pages, with jobs for requests."""
