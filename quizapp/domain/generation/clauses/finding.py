"""Finding the clauses of an article that stand alone without doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizapp.domain.generation.clauses.asides import cuts_a_limit
from quizapp.domain.generation.clauses.complements import is_derived, parts_of, refuse_gaps
from quizapp.domain.generation.clauses.grammar import (
    CONDITIONS,
    DROPPED_ADVERBS,
    QUALIFIERS,
    SAYING,
    SUBJECTS,
    TELLING,
    hangs_on,
)
from quizapp.domain.generation.clauses.joined_verbs import (
    joined_by_nothing,
    perhaps_passive,
    told_of_two,
)
from quizapp.domain.generation.clauses.left_open import left_open, of_what_is_open
from quizapp.domain.generation.clauses.lost_subjects import lost_subject
from quizapp.domain.generation.clauses.model import Clause, Part
from quizapp.domain.generation.clauses.nouns import is_plural, owner_of, subject_of
from quizapp.domain.generation.clauses.phrases import Unsafe
from quizapp.domain.generation.clauses.speakers import speaker_of
from quizapp.domain.generation.clauses.standing import bare_share
from quizapp.domain.generation.clauses.turns import turned
from quizapp.domain.generation.licences import WAS, WERE
from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.document import Document, Reading
from quizapp.domain.generation.reading.spans import begins_with_days


def find_clauses(document: Document) -> Iterator[Clause]:
    """Yield the clauses of the body that are clear, in the order of the text."""
    for reading in document.readings:
        for first, last in reading.passage.sentences:
            for token in reading.passage.tokens[first : last + 1]:
                if token.pos in {"VERB", "AUX"} and token.index not in reading.quoted:
                    try:
                        clause = _clause(document, reading, token, (first, last))
                    except Unsafe:
                        continue
                    if clause is not None:
                        yield clause


def _clause(
    document: Document, reading: Reading, verb: Token, sentence: tuple[int, int]
) -> Clause | None:
    passage = reading.passage
    if not _stands_alone(reading, verb) or verb.tag in {"VBG", "MD"} or _conditional(passage, verb):
        return None
    if _qualified(passage, verb) or turned(passage, verb) or joined_by_nothing(passage, verb):
        return None
    if passage.words(*sentence).rstrip("\"') ").endswith("?"):
        return None
    if passage.tokens[sentence[0]].text in {"If", "Unless", "Had", "Were", "Should"}:
        return None  # “Had the council agreed, ...” is a condition as well.
    if sum(1 for _ in passage.dependents(verb.index, *SUBJECTS)) > 1 or told_of_two(passage, verb):
        return None
    speaker, sure = speaker_of(document, reading, verb)
    if not sure:
        return None
    subject = subject_of(reading, verb)
    if subject is None:
        return None
    if "," in subject.text and passage.tokens[max(subject.tokens) + 1].text == ",":
        return None  # “The dome, 43 metres across has stood” would lack its second comma.
    opening = passage.tokens[max(min(subject.tokens) - 1, 0)]
    if (
        opening.tag == "CC"
        and verb.dep not in {"conj", "relcl", "acl"}
        and min(subject.tokens) > sentence[0] + 1
    ):
        return None
    if _before_its_subject(passage, verb, subject) or _no_adverb(passage, verb):
        return None
    auxiliaries = _auxiliaries(passage, verb)
    if verb.dep == "acl":
        auxiliaries = [WERE if is_plural(passage, subject) else WAS]
    tag = verb.tag
    if (
        tag == "VBN"
        and not auxiliaries
        and verb.dep == "ROOT"
        and passage.child(verb.index, "nsubj")
    ):
        tag = "VBD"  # Without an auxiliary it can only be the past tense.
    if not auxiliaries and (tag in {"VB", "VBN", "VBG"} or perhaps_passive(passage, verb)):
        return None
    if auxiliaries and auxiliaries[0].casefold() == "to":
        return None
    if lost_subject(passage, verb, subject) or _odd(passage, verb, sentence):
        return None
    owner = owner_of(reading, subject)
    parts, derived = parts_of(reading, verb, subject, owner)
    parts = tuple(part for part in parts if part.text.casefold() != "as a result")
    named = reading.names.get(subject.head)
    whose = owner or (named.text if named is not None and named.kind == "name" else "")
    if whose and any(_of_another(reading, i, whose) for part in parts for i in part.tokens):
        return None
    kids = [passage.tokens[child] for child in passage.children[verb.index]]
    refuse_gaps(reading, kids, parts)
    negated = any(kid.dep == "neg" or kid.text.casefold() in {"never", "no"} for kid in kids) or (
        any(
            passage.tokens[i].text.casefold() in {"no", "nobody", "none", "neither", "nothing"}
            and not any(
                after.text.casefold() in {"more", "less", "fewer", "longer"}
                for after in passage.tokens[i + 1 : i + 2]
            )
            for i in (*subject.tokens, *(t for part in parts for t in part.tokens))
        )
    )
    adverbs = _adverbs(reading, verb)
    lemma, text = verb.lemma, verb.text
    if text.startswith("'"):
        return None
    if lemma in SAYING and (
        lemma not in TELLING
        or any(kid.dep == "ccomp" for kid in kids)
        or passage.tokens[sentence[0]].text == '"'
    ):
        return None
    copula = verb.lemma == "be" and not any(
        a.lemma == "be" for a in kids if a.dep.startswith("aux")
    )
    if copula and any(kid.dep == "neg" and kid.index > verb.index for kid in kids):
        text = f"{text} not"
    passive = any(kid.dep == "auxpass" for kid in kids) or verb.dep == "acl"
    content = {part.dep for part in parts} & {"xcomp", "ccomp"}
    if lemma in _ASKING and not content and not passive:
        return None
    if any(part.text.startswith("-") or part.text.endswith("-") for part in parts):
        return None  # A part of “re-elected”.
    if any(bare_share(reading, passage.tokens[i]) for part in parts for i in part.tokens):
        return None
    if any(kid.text == "or" and kid.dep == "cc" for kid in kids):
        return None  # “Only in self-defence or to protect others”: half of it is not true.
    if any(kid.dep == "cc" and _adds_more(verb, kid, kids) for kid in kids):
        return None  # “From 1903 to 1952, and again since 2011”: without the “and” it is one time.
    if any("," in part.text for part in parts[:-1]) and _moved_behind(parts, verb):
        return None  # What stood in front would follow without the comma that it needs.
    if auxiliaries[:1] == ["had"]:
        return None  # “Had run” is earlier than something that is left behind.
    if _wants_object(verb, kids, passive=verb.dep == "acl"):
        return None
    named_elsewhere = verb.dep == "relcl" or subject.head in reading.edits
    if named_elsewhere and not passive and of_what_is_open(reading, verb, subject, parts):
        return None
    if any(kid.index == verb.index + 1 and kid.text in {"even", "together"} for kid in kids):
        return None  # “Break even” is not to break.
    told = {verb.index, *subject.tokens, *(index for part in parts for index in part.tokens)}
    if left_open(reading, told) or cuts_a_limit(passage, told, verb, sentence[1]):
        return None
    if tag != "VBD" and hangs_on(passage, max(told), sentence[1]):
        return None
    if verb.dep == "acl" and any(part.text.startswith("since ") for part in parts):
        return None  # “Closed since 1999” tells what is, and no “was” can be lent to it.
    if not parts or (lemma in _EMPTY and all(_is_time(reading, part) for part in parts)):
        return None
    particle = " ".join(kid.text for kid in kids if kid.dep == "prt" and kid.index > verb.index)
    return Clause(
        document,
        reading,
        verb.index,
        subject,
        tuple(auxiliaries),
        adverbs,
        text,
        lemma,
        tag,
        particle,
        parts,
        negated,
        passive,
        copula,
        sentence,
        speaker,
        derived or is_derived(reading, subject),
        is_plural(passage, subject),
        lent=auxiliaries[0] if verb.dep == "acl" else "",
    )


def _of_another(reading: Reading, index: int, owner: str) -> bool:
    """Whether “her” after a woman's name has been taken for somebody else's."""
    edit = reading.edits.get(index)
    own = reading.passage.tokens[index].tag == "PRP$"
    return own and edit is not None and edit.text.removesuffix("'s") != owner


def _moved_behind(parts: tuple[Part, ...], verb: Token) -> bool:
    return bool(parts[-1].tokens) and max(parts[-1].tokens) < verb.index


def _odd(passage: Passage, verb: Token, sentence: tuple[int, int]) -> bool:
    """Whether “yet to” turns the verb round, or a semicolon stands among its words."""
    left, right = passage.subtree(verb.index)
    tokens = passage.tokens[max(left, sentence[0]) : right + 1]
    yet = any(
        token.text.casefold() == "yet" and passage.tokens[token.index + 1].text == "to"
        for token in tokens[:-1]
    )
    return yet or any(token.text == ";" for token in tokens)


def _adds_more(verb: Token, joint: Token, kids: Sequence[Token]) -> bool:
    """Whether an “and” joins a phrase to a clause, and no verb."""
    behind = [kid for kid in kids if kid.index > joint.index]
    joined = any(kid.dep == "conj" for kid in behind)
    return joint.index > verb.index and not joined and any(kid.dep == "prep" for kid in behind)


def _wants_object(verb: Token, kids: list[Token], *, passive: bool) -> bool:
    """Whether what was joined or taken over is known from the sentence before only."""
    particle = next((kid.text for kid in kids if kid.dep == "prt"), "")
    over = particle == "over" or (verb.lemma, particle) == ("give", "up")
    object_ = any(kid.dep in {"dobj", "nsubjpass", "ccomp", "xcomp"} for kid in kids)
    return not passive and not object_ and (verb.lemma in _TRANSITIVE or over)


_TRANSITIVE = frozenset(("join", "pledge", "approve", "reject", "support", "oppose", "win"))

_ASKING = frozenset(("ask", "urge", "tell", "want", "allow", "force", "let", "help"))
_EMPTY = frozenset(("go", "come", "be", "do", "have", "get", "happen", "start", "continue"))


def _is_time(reading: Reading, part: Part) -> bool:
    tokens = reading.passage.tokens
    return all(i in reading.times or tokens[i].pos in {"ADP", "PUNCT"} for i in part.tokens)


def _conditional(passage: Passage, verb: Token) -> bool:
    """Whether a condition before the first of several joined verbs holds for this one too."""
    token = verb
    while token.dep in {"conj", "ccomp"} and token.head != token.index:
        token = passage.tokens[token.head]
        for kid in passage.dependents(token.index, "advcl"):
            marks = {passage.tokens[c].text.casefold() for c in passage.children[kid.index]}
            if kid.index < token.index and marks & CONDITIONS:
                return True
    return False


def _qualified(passage: Passage, verb: Token) -> bool:
    """Whether a word before the subject says how sure or how often: “Reportedly, the king died”."""
    token, inner = verb, False
    while True:
        subject = passage.child(token.index, *SUBJECTS)
        for kid in passage.dependents(token.index, "advmod"):
            fronted = inner or subject is None or kid.index < subject.index
            if fronted and kid.index < token.index:
                first, last = passage.subtree(kid.index)
                words = {each.text.casefold() for each in passage.tokens[first : last + 1]}
                if words & QUALIFIERS:
                    return True
        if token.dep not in {"conj", "ccomp"} or token.head == token.index:
            return False
        token, inner = passage.tokens[token.head], True


def _stands_alone(reading: Reading, verb: Token) -> bool:
    passage = reading.passage
    kids = [passage.tokens[child] for child in passage.children[verb.index]]
    if any(kid.dep == "mark" and kid.text.casefold() not in {"that", "so"} for kid in kids):
        return False
    if any(kid.dep == "expl" for kid in kids) or any(
        kid.tag in {"WRB", "WP", "WDT"} and (verb.dep != "relcl") for kid in kids
    ):
        return False
    head = passage.tokens[verb.head]
    match verb.dep:
        case "ROOT":
            return True
        case "conj":
            return head.pos in {"VERB", "AUX"} and _stands_alone(reading, head)
        case "ccomp":
            between = {
                t.text
                for t in passage.tokens[min(verb.index, head.index) : max(verb.index, head.index)]
            }
            if head.lemma in SAYING and head.index not in reading.quoted:
                return _stands_alone(reading, head) and not any(
                    passage.tokens[c].dep == "neg" for c in passage.children[head.index]
                )
            return head.dep == "ROOT" and bool(between & {";"})
        case "relcl":
            return _after_comma(passage, verb) and any(
                kid.tag in {"WP", "WDT"} and kid.dep in SUBJECTS for kid in kids
            )
        case "acl":
            skipped = passage.tokens[verb.head + 1 : verb.index]
            own = not any(token.dep in SUBJECTS for token in skipped)
            return verb.tag == "VBN" and own and _after_comma(passage, verb)
        case _:
            return False


def _after_comma(passage: Passage, verb: Token) -> bool:
    left, _ = passage.subtree(verb.index)
    return left > 0 and passage.tokens[left - 1].text == "," and verb.head < verb.index


def _auxiliaries(passage: Passage, verb: Token) -> list[str]:
    found = [
        kid
        for kid in passage.dependents(verb.index, "aux", "auxpass", "neg")
        if kid.index < verb.index
    ]
    if not found and verb.dep == "conj" and verb.tag in {"VBN", "VB", "VBG"}:
        head = passage.tokens[verb.head]
        if head.tag == verb.tag:
            return _auxiliaries(passage, head)
    if any(kid.text == "'s" for kid in found):
        has = any(kid.tag == "VBN" for kid in found) or verb.tag == "VBN"
        return ["has" if kid.text == "'s" and has else kid.text.lower() for kid in found]
    return [
        {"n't": "not", "wo": "will", "ca": "can", "'ll": "will", "'ve": "have"}.get(
            t.text, t.text.lower()
        )
        for t in found
    ]


def _before_its_subject(passage: Passage, verb: Token, subject: Part) -> bool:
    """Whether a helping verb opens the sentence, or is a name: “Will Penn”, “Amelia May flew”."""
    helping = passage.dependents(verb.index, "aux", "auxpass")
    return begins_with_days(subject.text) or any(
        each.index < min(subject.tokens) or each.text.istitle() for each in helping
    )


def _no_adverb(passage: Passage, verb: Token) -> bool:
    """Whether an adverb is rather the end of a name, or a measure that has lost its commas.

    “Alexander Just patented the lamp”; “the line, 32 kilometres long, opened”.
    """
    for kid in passage.dependents(verb.index, "advmod"):
        before = passage.tokens[max(kid.index - 1, 0)]
        if kid.text[:1].isupper() and before.pos == "PROPN":
            return True
        first, _ = passage.subtree(kid.index)
        measured = passage.child(kid.index, "npadvmod") is not None
        if measured and kid.index < verb.index and passage.tokens[first - 1].text == ",":
            return True
    return False


def _adverbs(reading: Reading, verb: Token) -> tuple[str, ...]:
    passage = reading.passage
    subject = max((kid.index for kid in passage.dependents(verb.index, *SUBJECTS)), default=-1)
    return tuple(
        passage.words(*passage.subtree(kid.index))
        for kid in passage.dependents(verb.index, "advmod")
        if subject < kid.index < verb.index
        and kid.text.casefold() not in DROPPED_ADVERBS | {"how", "when", "where", "why"}
        and verb.dep not in {"relcl"}
    )
