"""Language tags as pages carry them (BCP 47)."""

from __future__ import annotations

import re
from collections.abc import Mapping

LONGEST_TAG = 16

COMMON: Mapping[str, str] = {
    "ar": "Arabic (العربية)",
    "zh": "Chinese (中文)",
    "nl": "Dutch (Nederlands)",
    "en": "English",
    "fr": "French (Français)",
    "de": "German (Deutsch)",
    "el": "Greek (Ελληνικά)",
    "he": "Hebrew (עברית)",
    "hi": "Hindi (हिन्दी)",
    "id": "Indonesian (Bahasa Indonesia)",
    "it": "Italian (Italiano)",
    "ja": "Japanese (日本語)",
    "ko": "Korean (한국어)",
    "fa": "Persian (فارسی)",
    "pl": "Polish (Polski)",
    "pt": "Portuguese (Português)",
    "ru": "Russian (Русский)",
    "es": "Spanish (Español)",
    "tr": "Turkish (Türkçe)",
    "uk": "Ukrainian (Українська)",
    "vi": "Vietnamese (Tiếng Việt)",
}
"""Languages that are offered by name; any other is written as its tag."""

# Language, script, region, variants: RFC 5646 without extensions and private use.
_TAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*\Z"
)


def language_tag(typed: str) -> str | None:
    """Return a language tag as it is written (``pt-BR``, ``zh-Hant``); None for what is none."""
    parts = typed.strip().replace("_", "-").lower()
    if len(parts) > LONGEST_TAG or not _TAG.match(parts):
        return None
    first, *others = parts.split("-")
    return "-".join((first, *map(_cased, others)))


def _cased(part: str) -> str:
    if len(part) == 2:
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part
