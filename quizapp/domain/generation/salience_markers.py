"""Words by which a sentence shows what it is for: a reason, a contrast, a definition, a step."""

from __future__ import annotations

import re
from collections.abc import Mapping


def _any(phrases: str) -> re.Pattern[str]:
    """Return a pattern for any of the phrases, which stand between commas."""
    listed = "|".join(" ".join(phrase.split()) for phrase in phrases.split(","))
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)


MARKERS: Mapping[str, re.Pattern[str]] = {
    "cause": _any(
        """because, due to, owing to, thanks to, the reasons?, explains?, which is why,
        that is why, cause[sd]?, causing, since (?:it|they|the), stems? from,
        result(?:s|ed)? from, so that, prevent(?:s|ed|ing)?"""
    ),
    "effect": _any(
        """therefore, thus, hence, as a result, consequently, so, lead(?:s|ing)? to, led to,
        means? that, result(?:s|ed|ing)? in, mak(?:es?|ing), made, allow(?:s|ed)?,
        enabl(?:es?|ed), forc(?:es?|ed), lets?, without"""
    ),
    "contrast": _any(
        """but, however, whereas, while, unlike, although, though, instead, rather, yet, despite,
        by contrast, on the other hand, nevertheless, not, no longer, only, even"""
    ),
    "compared": _any(
        """than, more, less, fewer, most, least, twice, half, double[sd]?, tripled?,
        compared (?:with|to), as (?:much|many|large|big|long|far|fast) as, same, different,
        differs?, higher, lower, larger, smaller, faster, slower, both, up from, down from,
        per ?cent, rose, fell"""
    ),
    "purpose": _any(
        """used (?:to|for|as), in order to, serves? (?:to|as), so as to, designed to, meant to,
        helps?, aim(?:s|ed)? (?:to|at), its job, for (?:this|that) purpose, protects?,
        carr(?:y|ies), controls?"""
    ),
    "definition": _any(
        """called, known as, means?, is defined, refers? to, named, the word, term,
        is (?:an?|the|any), are (?:the|those), that is, in other words, consists? of"""
    ),
    "condition": _any("if, unless, whenever, when, once, depends? on, as long as"),
    "means": _any(r"by \w+ing, through, using, via, with the help of, by means of"),
    "list": _any(
        """include[sd]?, including, two, three, four, several, kinds?, types?, first, second,
        third, finally, both, stages?, steps?, parts?"""
    ),
    "change": _any(
        """began, begins?, becomes?, became, turn(?:s|ed)? into, chang(?:es?|ed), grew, spread,
        ended, replaced, introduced, abolished, until then, for the first time, since then, new,
        now"""
    ),
    "importance": _any(
        """important, main, key, central, crucial, essential, must, always, never, every, all,
        any, law, rule, principle, finding, found that, shows? that, showed that, ruled, decided,
        concluded, agreed"""
    ),
    "example": _any("for example, for instance, such as, say, imagine, suppose, like"),
    "speech": _any(
        """said, says, told, according to, added, asked, recalls?, recalled, insists?, joked,
        thinks?, believes?"""
    ),
    "hedge": _any("may, might, could, perhaps, probably, likely, appears?, seems?"),
    "listener": _any("you, your, let's, we, our, us, i, my"),
    "aside": _any("today, by the way, still, incidentally, famous, once, funny, nickname"),
    "pronoun": re.compile(
        r"\A\W*(?:It|This|That|These|Those|They|He|She|Its|Their|His|Her|Such)\b"
    ),
}
