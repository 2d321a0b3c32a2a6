"""Telling people from other names: titles, ages, what they do in the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.wordlists import word_set

_TITLES = word_set(
    """
    minister president secretary chancellor count countess baron baroness duke duchess earl
    viscount emperor empress tsar sultan shah emir sheikh abbot abbess rabbi imam cardinal monk
    nun saint premier senator governor mayor councillor cllr judge justice king queen prince
    princess pope bishop archbishop father sister general colonel captain major admiral sergeant
    lieutenant commander professor prof doctor dr mr mrs ms miss sir lady lord dame officer
    chief director chairman chairwoman ambassador manager coach referee goalkeeper striker
    midfielder winger defender spokesman spokeswoman lawyer attorney lt gen col sgt capt rev
    commissioner inspector detective founder leader architect beekeeper advocate barrister
    prosecutor envoy astronaut
    """
)


ORGANISATION = word_set(
    """
    ministry department university institute council committee commission agency association
    union federation foundation fund bank court party corps army navy force forces office
    organisation organization group company corporation corp inc ltd plc asa ag gmbh b.v.
    s.a. museum school college hospital club forum trust society authority board bureau
    service parliament senate congress assembly chamber consortium estate securities library
    orchestra theatre laboratory observatory police embassy alliance league network centre
    center pentagon regiment brigade battalion infirmary duchy charity ferries airlines
    airways motors labs partners holdings industries
    """
)


_SPEECH = word_set(
    """
    say tell add write recall warn argue ask explain note reply announce estimate describe
    insist declare disagree caution predict agree deny expect hope believe
    """
)


_HUMAN_END = re.compile(
    r"(?:ist|ian|eer|man|woman|ologist|minister|president|chief|director|leader|lawyer|teacher|nurse"
    r"|officer|professor|author|owner|founder|winner|player|captain|manager|analyst|farmer|worker"
    r"|sculptor|architect|astronomer|philosopher|grapher|merchant|banker|designer|watchmaker"
    r"|actor|actress|editor|inventor|painter|writer|poet|singer|composer|explorer|surveyor"
    r"|curator|conductor|surgeon|keeper|engineer|doctor|mother|father|son|daughter|wife|husband|widow|brother|sister)\Z"
)


_THING_NOUNS = word_set(
    """
    company firm start-up startup operator maker lake village town journal newspaper charity
    consultancy agency island river ship stream club side team brand islet hamlet airline
    bank chain manufacturer publisher movement beer career list
    """
)


def weigh_people(
    passages: Sequence[Passage],
    raw: Sequence[Sequence[tuple[int, int, str]]],
    kinds: dict[str, str],
) -> None:
    """Take for people only those for whom something speaks: a title, an age, “who”."""
    proof: Counter[str] = Counter()
    against: Counter[str] = Counter()
    singles: set[str] = set()
    for passage, row in zip(passages, raw, strict=True):
        for first, last, label in row:
            text = text_of(passage, first, last)
            proof[text] += _speaks_for(passage, first, last)
            against[text] += _speaks_against(passage, first, last)
            likely = label == "PERSON" or _speaks_for(passage, first, last)
            if likely and " " not in text and first == last:
                singles.add(text.casefold())
    for text, kind in kinds.items():
        words = text.split()
        if kind not in {
            "person",
            "organisation",
            "place",
            "building",
            "thing",
            "people",
            "work",
            "name",
        }:
            continue
        if kind != "person" and (len(words) not in {2, 3} or not looks_personal(words)):
            continue
        short = len(words) > 1 and words[-1].casefold() in singles
        sure = proof[text] + short - 2 * against[text]
        if kind == "person":
            needed = 1
            single = len(words) == 1 and not any(
                other.split()[-1] == text and len(other.split()) > 1 for other in kinds
            )
            if sure < needed + 2 * single and not (len(words) == 1 and not single):
                kinds[text] = "name"
        elif sure >= 2:
            kinds[text] = "person"


def looks_personal(words: Sequence[str]) -> bool:
    """Whether each word of a name could be a first name or a surname."""
    return all(
        re.fullmatch(r"[^\W\d_][\w'.-]+|[A-Z]\.", word) and word[0].isupper()
        for word in words
        if word not in {"van", "de", "der", "von", "bin", "al", "da", "di"}
    ) and (words[-1].casefold() not in ORGANISATION and words[0].casefold() not in ORGANISATION)


def _speaks_for(passage: Passage, first: int, last: int) -> int:
    tokens = passage.tokens
    found = 2 * bool(title_before(passage, first) or _called(passage, first))
    after = [token.text for token in tokens[last + 1 : last + 4]]
    if len(after) > 1 and after[0] == "," and re.fullmatch(r"[1-9]\d", after[1]):
        found += 2
    if len(after) > 1 and after[0] == "," and after[1] in {"who", "whose"}:
        found += 2
    head = next(
        (token for token in tokens[first : last + 1] if not first <= token.head <= last), None
    )
    if head is None:
        return found
    if head.dep in {"nsubj", "nsubjpass"} and tokens[head.head].lemma in _SPEECH:
        found += 1 + (first == 0 or tokens[first - 1].text.casefold() != "the")
    found += 2 * _lived(passage, head)
    for child in passage.dependents(head.index, "appos"):
        found += 2 * bool(_HUMAN_END.search(child.text.casefold()) and child.tag == "NN")
    called = tokens[head.head].text
    if head.dep == "appos" and (_HUMAN_END.search(called.casefold()) or is_title(called)):
        found += 2
    return found


def _speaks_against(passage: Passage, first: int, last: int) -> int:
    tokens = passage.tokens
    before = tokens[first - 1] if first else None
    found = int(before is not None and before.text.casefold() in _THING_NOUNS)
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    found += int(after is not None and after.pos == "NOUN" and after.index == tokens[last].head)
    return found + int(before is not None and before.text == "the")


def title_before(passage: Passage, first: int) -> str:
    """Return the words before a name that say what the person is, or nothing."""
    start = first
    while start > 0:
        token = passage.tokens[start - 1]
        fits = token.pos in {"PROPN", "NOUN", "ADJ"} and token.tag != "NNS"
        joined = token.dep in {"compound", "amod", "nmod", "appos", "poss"} or token.pos == "PROPN"
        inner = (
            token.text.casefold() in {"of", "-", "and"}
            and start - 1 > 0
            and is_title(passage.tokens[start - 2].text)
        )
        if not (fits and joined) and not inner:
            break
        start -= 1
    words = passage.words(start, first - 1) if start < first else ""
    return words if any(map(is_title, words.split())) else ""


def _lived(passage: Passage, name: Token) -> bool:
    """Whether a name is told to have been born, or to be what people are: “was a chemist”."""
    verb = passage.tokens[name.head]
    if verb.lemma == "bear" and verb.text == "born":
        return name.dep == "nsubjpass" and passage.child(verb.index, "agent") is None
    what = passage.child(verb.index, "attr") if verb.lemma == "be" else None
    if name.dep != "nsubj" or what is None or what.tag != "NN":
        return False
    article = passage.child(what.index, "det")
    return article is not None and (is_human(what.text) or is_title(what.text))


def _called(passage: Passage, first: int) -> bool:
    """Whether what people are stands before a name: “the engineers Emile Duval and Paul Roux”."""
    before = first - 1
    calling = passage.tokens[max(before, 0)]
    if calling.tag == "NN" and calling.dep == "compound" and is_human(calling.text):
        return True
    while before > 0 and (
        passage.tokens[before].pos == "PROPN" or passage.tokens[before].text in {",", "and"}
    ):
        before -= 1
    called = passage.tokens[max(before, 0)]
    return called.tag == "NNS" and (is_human(called.lemma) or is_title(called.lemma))


def is_title(word: str) -> bool:
    """Whether a word is the head of an office or a form of address."""
    return word.casefold().rstrip(".") in _TITLES


def is_human(word: str) -> bool:
    """Whether a noun is what a person is called by: “chemist”, “owner”, “daughter”."""
    return bool(_HUMAN_END.search(word.casefold())) and word.casefold() not in _THING_NOUNS


def called_a_body(name: str, text: str) -> bool:
    """Whether a text tells that a name is no person's: “the firm X”, “X, which”, “X's shares”."""
    nouns = "|".join(sorted((_THING_NOUNS | ORGANISATION) - {"s.a.", "b.v."}))
    return bool(
        re.search(
            rf"\b(?:[Tt]he|{nouns}) {re.escape(name)}\b"
            rf"|\b{re.escape(name)}(?:, (?:which\b|(?:an?|the) (?:[\w-]+ ){{0,4}}(?:{nouns})\b)"
            rf"|(?:'s)? (?:shares?|staff|plc|said it\b))",
            text,
        )
    )


LIKE_PEOPLE = frozenset(("country", "capital", "city", "region", "island"))
"""Kinds of places that people are called after: Jordan, Paris, Georgia."""
_CALLING = re.compile(
    r"(?:ist|ian|teacher|nurse|professor|lawyer|farmer|doctor|poet|painter|writer|singer|sculptor"
    r"|soldier|sailor|wife|husband|widow|son|daughter|brother|sister)\Z"
)


def has_a_calling(passage: Passage, last: int) -> bool:
    """Whether a name is followed by what only a person is: “Jordan, the archivist of Lille”."""
    tokens = passage.tokens
    if last + 2 >= len(tokens) or tokens[last + 1].text != ",":
        return False
    return tokens[last + 2].text.casefold() in {"a", "an", "the"} and any(
        token.dep == "appos" and token.tag == "NN" and bool(_CALLING.search(token.text))
        for token in tokens[last + 3 : last + 6]
    )


_WHERE = frozenset(
    ("across", "around", "from", "in", "into", "near", "of", "outside", "throughout")
)
_POSSESSIVES = frozenset(("her", "his"))


def first_names(
    passages: Sequence[Passage],
    raw: Sequence[Sequence[tuple[int, int, str]]],
    kinds: Mapping[str, str],
) -> frozenset[str]:
    """Return the names of places that are rather the first names of people of the same text.

    The text names somebody so in full, and speaks of nothing “in Georgia”. Where the full name may
    be another thing's, “Georgia wrote her first novel” tells that it is not.
    """
    full: dict[str, set[str]] = defaultdict(set)
    for name, kind in kinds.items():
        words = name.split()
        if len(words) > 1 and looks_personal(words):
            full[words[0]].add(kind)
    found: set[str] = set()
    places: set[str] = set()
    for passage, row in zip(passages, raw, strict=True):
        for first, last, _ in row:
            name = text_of(passage, first, last)
            if name not in full or kinds[name] not in LIKE_PEOPLE:
                continue
            before = passage.tokens[first - 1].text.casefold() if first else ""
            if before in _WHERE:
                places.add(name)
            doubtful = full[name] & {"organisation", "name", "thing"}
            if "person" in full[name] or (doubtful and owns_as_a_person(passage, last)):
                found.add(name)
    return frozenset(found - places)


def owns_as_a_person(passage: Passage, index: int) -> bool:
    """Whether what a subject does is done to something of “her” or “his”, not of “its”."""
    subject = passage.tokens[index]
    if subject.dep not in {"nsubj", "nsubjpass"}:
        return False
    done_to = passage.dependents(subject.head, "dobj", "prep", "attr")
    return any(
        passage.tokens[child].text.casefold() in _POSSESSIVES
        for each in done_to
        for child in passage.children[each.index]
    )


def text_of(passage: Passage, first: int, last: int) -> str:
    """Return the words of a span with single spaces."""
    return " ".join(passage.words(first, last).split())
