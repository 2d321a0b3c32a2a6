"""Which words of a sentence lean on another one: “he”, “the court”, “a similar sum”.

A reader of a question sees nothing else of the article, not even its title.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from quizapp.domain.generation.clauses.clarity import set_off, unclear_word
from quizapp.domain.generation.clauses.grammar import SAYING, SUBJECTS
from quizapp.domain.generation.clauses.phrases import PLACES
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Document, Reading
from quizapp.domain.generation.reading.given_names import sex_of
from quizapp.domain.generation.reading.names import Mention
from quizapp.domain.generation.reading.people import is_human
from quizapp.domain.generation.reading.pronouns import HUMANS, place_as_a_person
from quizapp.domain.generation.reading.wordlists import word_set

_OF_SEX = dict.fromkeys(("he", "him", "his", "himself"), "he") | dict.fromkeys(
    ("she", "her", "hers", "herself"), "she"
)
MALE_FEMALE = frozenset(_OF_SEX) | {"who", "whom"}
_PLURAL = frozenset(("they", "them", "their", "themselves"))
_SINGLE = frozenset(("it", "its", "itself"))
PRONOUNS = MALE_FEMALE | _PLURAL | _SINGLE
SPOKEN = word_set("i me my mine myself we us our ours ourselves you your yours yourself")
_PARTS_OF = {
    "company": "organisation",
    "group": "organisation",
    "firm": "organisation",
    "bank": "organisation",
    "club": "organisation",
    "team": "organisation",
    "union": "organisation",
    "agency": "organisation",
    "airline": "organisation",
    "university": "organisation",
    "country": "country",
    "nation": "country",
    "government": "country",
    "city": "city",
    "capital": "city",
    "town": "city",
    "island": "island",
    "region": "region",
}
"""Nouns with “the” that a name before them in the sentence explains, and the kind of the name."""

_ORDINALS = word_set("first second third fourth fifth sixth seventh eighth ninth tenth last only")


_SOME = word_set("many most some few several all more none each majority bulk")
_RANKED_ALONE = word_set("quarter half time century day week month year season decade place")
_FIXES = frozenset(("prep", "relcl", "acl", "poss", "compound"))
"""What tells of which kind “the largest” or “the second” is."""

_RATES = word_set(
    """
    rate inflation unemployment turnout growth margin share proportion prevalence yield tariff
    interest approval price prices cost wage salary sale revenue profit output
    """
)


@dataclass(frozen=True)
class Part:
    """Tokens of a passage that are told together, in order."""

    document: Document
    reading: Reading
    tokens: tuple[int, ...]

    @cached_property
    def chosen(self) -> set[int]:
        """The tokens, to look one up."""
        return set(self.tokens)

    def before(self, index: int) -> Sequence[Token]:
        """Return the tokens of the part that stand before one."""
        return [self.reading.passage.tokens[each] for each in self.tokens if each < index]


def leaning(part: Part) -> Iterator[Token]:
    """Yield the words that say what they mean only together with words outside the part."""
    for index in part.tokens:
        token = part.reading.passage.tokens[index]
        if _leans(part, token):
            yield token


def _leans(part: Part, token: Token) -> bool:
    reading = part.reading
    if token.index in reading.quoted:
        return token.text.casefold() in _SINGLE | _PLURAL | {"this", "that", "these", "those"}
    word = token.text.casefold()
    if any(start <= token.index <= edit.last for start, edit in reading.edits.items()):
        # “She's” with a name in place of “she” would be read as what she owns.
        return word in PRONOUNS and _clitic_after(reading, token)
    if word in SPOKEN and token.pos in {"PRON", "DET"} and token.text not in {"US", "U.S"}:
        return True
    if word in {"him", "her", "them"} and token.tag == "PRP" and token.dep == "dobj":
        return True  # Nobody's own name is the object of what they do.
    if word == "it" and _reported(reading, token):
        return True
    if word == "however" and token.index and reading.passage.tokens[token.index - 1].text == ",":
        return True  # What it is set against stands in the sentence before.
    if word == "they" and _speaks_for_nobody(part, token):
        return True
    if bare_share(reading, token):
        return True
    if word in PRONOUNS and token.pos in {"PRON", "DET"}:
        return token.tag not in {"WP", "WDT"} and not named_before(part, token)
    if word in {"that", "which", "those"} and (
        token.tag in {"WDT", "IN"} or token.dep == "mark" or _told_by_clause(reading, token)
    ):
        # “That limit disappears” is no clause of another one, whatever the parser takes it for.
        root = reading.passage.tokens[token.head].dep == "ROOT"
        return token.dep == "det" or (token.dep == "mark" and root)
    if word in {"there", "it"} and token.dep == "expl":
        return False
    if token.tag == "CD" and _counted_before(part, token):
        return False
    if word in {"both", "either", "neither"} and token.dep in {"preconj", "cc"}:
        return False
    if word == "so" and token.dep == "advmod":
        return reading.passage.tokens[token.head].pos not in {"ADJ", "ADV"}
    if word in _SOME and token.dep in SUBJECTS and not _told_by_clause(reading, token):
        return True
    if word in {"a", "an"} and _one_more(reading, reading.passage.tokens[token.head]):
        return True
    if word == "each" and token.dep == "det":
        head = reading.passage.tokens[token.head]
        told = any(
            reading.passage.tokens[kid].dep in _FIXES
            for kid in reading.passage.children[head.index]
        )
        return head.dep in SUBJECTS and not told and not told_before(part, head)
    if word == "the" and _unnamed_ordinal(reading, reading.passage.tokens[token.head]):
        return True
    if word == "the" and told_before(part, reading.passage.tokens[token.head]):
        return False
    return unclear_word(reading, token, part.chosen)


def _clitic_after(reading: Reading, token: Token) -> bool:
    after = reading.passage.tokens[token.index + 1 : token.index + 2]
    return bool(after) and after[0].start == token.end and after[0].text[:1] in {"'", "’"}


def _one_more(reading: Reading, head: Token) -> bool:
    """Whether “a second volume” follows one that was named before."""
    kids = (reading.passage.tokens[kid] for kid in reading.passage.children[head.index])
    return any(kid.lemma.casefold() in _ORDINALS - {"first", "last", "only"} for kid in kids)


def _unnamed_ordinal(reading: Reading, head: Token) -> bool:
    """Whether “the third” is one of something that was named before."""
    told = any(
        reading.passage.tokens[kid].dep == "prep" for kid in reading.passage.children[head.index]
    )
    return head.lemma.casefold() in _ORDINALS and not told


def _speaks_for_nobody(part: Part, token: Token) -> bool:
    """Whether “they” say something, and nobody is named who could: “Things, they said, burn”."""
    verb = part.reading.passage.tokens[token.head]
    if token.dep not in SUBJECTS or verb.lemma not in SAYING:
        return False
    names = part.reading.names
    return not any(
        (each.index in names and names[each.index].kind not in PLACES)
        or is_human(each.lemma.casefold().removesuffix("s"))
        for each in part.before(token.index)
    )


def _reported(reading: Reading, token: Token) -> bool:
    """Whether “it” is what a body says something of: “the WHO estimates that it kills”."""
    verb = reading.passage.tokens[token.head]
    return token.dep in SUBJECTS and verb.dep == "ccomp" and verb.tag == "VBZ"


def bare_share(reading: Reading, token: Token) -> bool:
    """Whether a share of something unsaid is what somebody has: “France took 18%”."""
    passage = reading.passage
    if token.text not in {"%", "percent", "cent"}:
        return False
    while token.head != token.index and _of_share(passage.tokens[token.head]):
        token = passage.tokens[token.head]
    verb = passage.tokens[token.head]
    whole = any(kid.text in {"of", "in"} for kid in passage.dependents(token.index, "prep"))
    if verb.pos == "ADP" or verb.lemma in {"reach", "exceed", "total", "average"}:
        while verb.head != verb.index and verb.pos not in {"VERB", "AUX"}:
            verb = passage.tokens[verb.head]
        subject = passage.child(verb.index, *SUBJECTS)
        rate = subject is None or subject.lemma.casefold() in _RATES
        amounts = {"amount", "stand", "reach", "exceed", "total", "average"}
        return verb.lemma in amounts and not rate and not whole
    return token.dep == "dobj" and verb.lemma in _OF_A_WHOLE and not whole


_OF_A_WHOLE = word_set(
    """
    take have hold get offer want demand seek propose accept reject win poll receive
    """
)
"""What is done with a share of something: “the ministry offered 3 per cent” of what?"""


def _of_share(token: Token) -> bool:
    return token.text in {"%", "per", "percent", "cent"} or token.tag == "CD"


def _told_by_clause(reading: Reading, token: Token) -> bool:
    """Whether “those” goes on with “who ...” or “of ...”."""
    return any(
        reading.passage.tokens[child].dep in {"relcl", "acl", "prep"}
        for child in reading.passage.children[token.index]
    )


def _counted_before(part: Part, token: Token) -> bool:
    """Whether something in the plural, or a sum of money, stands before a bare number."""
    return any(
        before.tag in {"NNS", "NNPS", "$"} and before.index not in part.reading.times
        for before in part.before(token.index)
    )


def named_before(part: Part, token: Token) -> bool:
    """Whether a subject before the pronoun can be what it stands for.

    The nearest one decides: with two that fit, “it” may be either. “27 of them” are of the last
    things in the plural that are not themselves the subject of the same verb.
    """
    reading, word = part.reading, token.text.casefold()
    before_it = part.before(token.index)
    if word in {"them", "their"} and token.dep in {"pobj", "dobj", "poss"}:
        own = _subject_above(reading, token) if word == "them" else -1
        return any(
            (each.tag in {"NNS", "NNPS"} or each.text in {"%", "percent", "cent"})
            and each.index != own
            and each.index not in reading.times
            and each.entity not in {"DATE", "TIME"}
            for each in before_it
        )
    # Who restores it, or pays it money, is somebody else: the object would be “itself”.
    own = _subject_above(reading, token) if token.dep in {"dobj", "dative"} else -1
    if _done_to(reading, token):
        own = _subject_above(reading, reading.passage.tokens[token.index - 1])
    for before in reversed(before_it):
        if own in {before.index, reading.passage.first_joined(before).index}:
            continue
        if not _is_subject(reading, before) or before.pos not in {"NOUN", "PROPN"}:
            continue
        if _describes(reading, token, before) or _equates(reading, token, before):
            continue
        mention = reading.names.get(before.index)
        if word in MALE_FEMALE and place_as_a_person(reading.passage, mention):
            return False  # “Paris sold his house”: the house of Paris, or of somebody else.
        person = bool(mention and mention.kind == "person")
        human = before.lemma.casefold() in HUMANS
        beside = reading.passage.child(before.index, "conj") is not None
        beside = beside or reading.passage.first_joined(before) is not before
        several = before.tag in {"NNS", "NNPS"} or (beside and not _of_two_names(reading, before))
        if word in MALE_FEMALE:
            fits = person and not beside and fits_sex(part, mention, word)
            doubtful = person or human
        elif word in _PLURAL:
            fits, doubtful = several, False
        else:
            fits, doubtful = not person and not human and not several, False
        if fits or doubtful:
            return fits
    return False


def _done_to(reading: Reading, token: Token) -> bool:
    """Whether a pronoun is the object of the verb before it: “made it a museum”, “saw it fall”."""
    tokens = reading.passage.tokens
    before, head = tokens[max(token.index - 1, 0)], tokens[token.head]
    helped = reading.passage.child(head.index, "aux", "auxpass") is not None
    finite = head.tag in {"VBD", "VBZ", "VBP"} or (helped and head.tag.startswith("VB"))
    return token.dep in SUBJECTS and before.pos == "VERB" and not finite


def _of_two_names(reading: Reading, token: Token) -> bool:
    """Whether “or” gives another name of the same thing: “the Postal Union, or PU”."""
    first = reading.passage.first_joined(token)
    return any(each.text == "or" for each in reading.passage.dependents(first.index, "cc"))


def fits_sex(part: Part, mention: Mention | None, word: str) -> bool:
    """Whether “she” may be somebody, as far as a first name tells: it is not Henry."""
    sex = sex_of(part.document.directory.person(mention)) if mention else ""
    return not sex or word not in _OF_SEX or _OF_SEX[word] == sex


def _is_subject(reading: Reading, token: Token) -> bool:
    """Whether a word is a subject, or joined to one."""
    return reading.passage.first_joined(token).dep in SUBJECTS


def _describes(reading: Reading, token: Token, noun: Token) -> bool:
    """Whether the pronoun stands in words about the noun: “a petition in support of it”."""
    tokens = reading.passage.tokens
    if token.tag == "PRP$":
        return False
    while token.head != token.index:
        if token.head == noun.index:
            return True
        token = tokens[token.head]
    return False


def _equates(reading: Reading, token: Token, noun: Token) -> bool:
    """Whether something would be its own: “shrimp became its largest export”."""
    tokens = reading.passage.tokens
    verb = tokens[noun.head]
    attribute = tokens[token.head]
    same = attribute.dep in {"attr", "dobj"} and attribute.head == verb.index
    return token.tag == "PRP$" and same and verb.lemma in {"be", "become", "remain"}


def _subject_above(reading: Reading, token: Token) -> int:
    """Return the subject of the verb that a word belongs to; -1 where there is none."""
    passage = reading.passage
    while token.head != token.index and token.pos not in {"VERB", "AUX"}:
        token = passage.tokens[token.head]
    subject = passage.child(token.index, *SUBJECTS)
    return subject.index if subject else -1


def told_before(part: Part, head: Token) -> bool:
    """Whether “the ...” was told of before in the part, or says itself which one it is."""
    passage = part.reading.passage
    lemma = head.lemma.casefold()
    before = part.before(head.index)
    if any(each.lemma.casefold() == lemma and each.pos == "NOUN" for each in before):
        return True
    kids = [passage.tokens[child] for child in passage.children[head.index] if child in part.chosen]
    ranked = any(kid.tag in {"JJS", "RBS"} or kid.lemma in _ORDINALS for kid in kids)
    fixed = any(kid.dep in _FIXES and not set_off(passage, kid) for kid in kids)
    if ranked and (lemma in _RANKED_ALONE or fixed):
        return True
    kind = _PARTS_OF.get(lemma, "")
    wanted = PLACES if kind in {"country", "city", "island", "region"} else {kind, "name"}
    names = part.reading.names
    mentions = {names[each.index] for each in before if each.index in names}
    return bool(kind) and sum(mention.kind in wanted for mention in mentions) == 1
