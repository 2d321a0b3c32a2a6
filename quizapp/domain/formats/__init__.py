"""Banks as files: bytes to ``Bank`` and back."""
