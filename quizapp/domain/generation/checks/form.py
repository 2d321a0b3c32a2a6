"""Check 9: punctuation, brackets and numbers are whole, and the question word fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizapp.domain.facts import Date, Entity, Period, Quantity, Source, Text, Value
from quizapp.domain.generation.checks.asked_sort import disagrees
from quizapp.domain.generation.checks.beginnings import begins_small, is_ended
from quizapp.domain.generation.checks.findings import CheckContext, Finding
from quizapp.domain.generation.checks.reading import asks, right_options, shown
from quizapp.domain.generation.text import fold
from quizapp.domain.questions import Cloze, Question, TrueFalse
from quizapp.domain.typed.numerals import read_numbers

_SPLIT_NUMBER = re.compile(r"[\d$€£¥.,/-]…|…[,.]\d|…\d|\bone in …")
_YEAR = re.compile(r"(?:(?:about|around|c\.) ?)?\d{1,4}(?: (?:AD|BC|BCE|CE))?\Z", re.IGNORECASE)
_BROKEN = re.compile(
    r"\s[,;:.?!](?!\d)|,,|\.\.|[?!]{2}|[?!][.,;:]|[,;:][.,;:?!]"
    r"|(?<![A-Z])\.[,;:?!](?<!\b[a-z]\.[,;:?!])"
    r"| {2,}|\(\s*\)"
)
_FOREIGN = re.compile(
    r"&(?:[a-z]+|#\d+);|</?[a-z]+[^<>]*>|\*\*|__|\[(?:\d+|edit|citation needed)\]|https?://|\ufffd"
    r"|â€|Ã[\u0080-\u00bf©¨¤¶¼]|Â(?=\s|\Z|[\u0080-\u00bf])"
)
_DOUBLED = re.compile(r"\b(?!had\b|that\b)([a-z]+|[A-Z]?[a-z]{1,3}) \1\b")
_AN_FOR_A = re.compile(
    r"\b[Aa]n (?:[bcdfgjklmnpqrstvwxyz](?![A-Z.\d-])|u(?:ni(?!n)|s[eu]|tili|ran|ku)|eu|one\b"
    r"|h(?!eir|on|our))"
    r"(?=[a-z])"
)
_A_FOR_AN = re.compile(
    r"\b[Aa] (?:[aio](?!ne\b|nce\b)|e(?![uw])|u(?!ni(?!n)|s[eu]|tili|ran|ku|biq|fo)|h(?:eir|onest"
    r"|onou?r|our)|8)"
    r"(?=[a-z\d]|\b)"
)
_ASKING = re.compile(
    r"(?:\A|, )(?:(?:at|by|for|from|in|of|on|to|under|with|within|near|since) )?"
    r"(?:which|what|who|whom|whose|when|where|why|how)\b",
    re.IGNORECASE,
)
# fmt: off
_WHO_FITS = frozenset((
    "person", "people", "office", "organisation", "organization", "country", "group", "government",
    "ministry", "institution", "nationality", "company", "party", "agency",
))
# fmt: on


def form_is_sound(question: Question, context: CheckContext) -> Iterator[Finding]:
    """9: punctuation, brackets and numbers are whole, and “Who” or “When” fits the answer."""
    for text in shown(question):
        yield from _form(text.field, text.text)
    for option in right_options(question):
        yield from _form(f"options.{option.id}.text", option.text)
    if isinstance(question, TrueFalse):
        yield from _sentence("stem", question.stem)
        return
    if isinstance(question, Cloze):
        yield from _sentence("text", question.text)
        return
    if _ASKING.search(question.stem) and "?" not in question.stem:
        yield Finding("form", "stem", "A question has no question mark.", "End it with one.")
    if begins_small(question.stem):
        yield Finding("form", "stem", "It starts with a small letter.", "Use a capital.")
    for ask in asks(question, context):
        if ask.prompt == question.stem:
            told = {each.source for each in ask.fact.evidence}
            sources = [context.sources[name] for name in told if name in context.sources]
            yield from _wh_agreement(question.stem, ask.fact.value, sources)


def _sentence(field: str, text: str) -> Iterator[Finding]:
    if begins_small(text):
        yield Finding("form", field, "It starts with a small letter.", "Use a capital.")
    if not is_ended(text):
        yield Finding("form", field, "The sentence has no end.", "End it with a full stop.")


def _form(field: str, text: str) -> Iterator[Finding]:
    folded = fold(text)
    unbalanced = any(folded.count(a) != folded.count(b) for a, b in ("()", "[]"))
    if unbalanced or "[" in folded or folded.count('"') % 2:
        yield Finding("form", field, "A bracket or a quotation mark is left open.", "Close it.")
    if _SPLIT_NUMBER.search(folded):
        yield Finding("form", field, "A gap cuts a number in two.", "Take out the whole number.")
    for pattern, message in (
        (_FOREIGN, "“{}” is left over from another way of writing."),
        (_DOUBLED, "“{}” says a word twice."),
        (_A_FOR_AN, "“{}...” wants “an”."),
        (_AN_FOR_A, "“{}...” wants “a”."),
    ):
        found = pattern.search(text)
        if found:
            yield Finding("form", field, message.format(found.group()), "Write it again.")
    broken = _BROKEN.search(folded)
    if broken:
        message = f"The punctuation is broken at “{broken.group().strip() or 'two spaces'}”."
        yield Finding("form", field, message, "Write it again.")


def _wh_agreement(stem: str, value: Value, sources: Sequence[Source]) -> Iterator[Finding]:
    asked = re.sub(r"^According to [^,]+, ", "", stem).casefold()
    entity = value.entity if isinstance(value, Entity) else ""
    wrong = ""
    if asked.startswith(("who ", "whom ", "whose ")):
        number = isinstance(value, Quantity | Date | Period)
        if number or (entity and entity not in _WHO_FITS):
            wrong = "Who"
    elif asked.startswith("when ") and not isinstance(value, Date | Period):
        wrong = "When" if isinstance(value, Quantity | Entity) else ""
    elif asked.startswith("where ") and (
        entity == "person" or isinstance(value, Quantity | Date | Period)
    ):
        wrong = "Where"
    elif asked.startswith("how many ") and not _says_a_number(value):
        wrong = "How many"
    elif re.match(r"what (?:is|was|did|does|do|will|has|had) ", asked) and entity == "person":
        wrong = "" if "name" in asked else "What"
    elif re.match(r"(?:in|by|since|from) (?:which|what) year\b", asked):
        wrong = "" if _says_a_year(value) else "Which year"
    wrong = wrong or disagrees(asked, value, sources)
    if wrong:
        yield Finding(
            "form",
            "stem",
            f"“{wrong}” does not ask for “{value.text}”.",
            "Choose the question word that fits the answer.",
        )


def _says_a_number(value: Value) -> bool:
    # A phrase has no type: the fact of a question that a person wrote is known by its words alone.
    return isinstance(value, Quantity) or (
        isinstance(value, Text) and bool(read_numbers(value.text))
    )


def _says_a_year(value: Value) -> bool:
    if isinstance(value, Date):
        return value.precision == "year"
    return isinstance(value, Text) and bool(_YEAR.match(value.text))
