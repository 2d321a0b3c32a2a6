"""Compiled templates on the disk: a courtesy to the next start, never a reason to fail."""

from __future__ import annotations

import logging

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

_log = logging.getLogger(__name__)


class TemplateCache(FileSystemBytecodeCache):
    """Keeps compiled templates in a folder, and goes without where the disk takes nothing."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what was kept of a template; nothing where that cannot be read."""
        try:
            super().load_bytecode(bucket)
        except OSError:
            _log.debug("a compiled template could not be read", exc_info=True)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template; a full or read-only disk keeps none, and the page is drawn."""
        try:
            super().dump_bytecode(bucket)
        except OSError:
            _log.debug("a compiled template could not be kept", exc_info=True)
