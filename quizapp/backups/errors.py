"""What keeps a copy from being made or restored."""


class BackupError(RuntimeError):
    """A copy cannot be made or restored; the message says why and what to do."""
