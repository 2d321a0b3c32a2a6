"""What a sentence leaves open though no word of it points back: which line, a rise in what.

A reader of the article knows; a reader of the sentence alone does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from quizapp.domain.generation.clauses.grammar import CONDITIONS, SAYING, SUBJECTS
from quizapp.domain.generation.clauses.model import Part
from quizapp.domain.generation.clauses.phrases import PLACES
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Reading
from quizapp.domain.generation.reading.people import is_human
from quizapp.domain.generation.reading.pronouns import HUMANS
from quizapp.domain.generation.reading.wordlists import word_set

_UNDERTAKINGS = word_set(
    """
    project plan scheme proposal bill deal agreement programme program campaign inquiry review
    group committee panel commission team task-force pilot trial appeal petition merger takeover
    """
)
"""“A project” that was said to be late is one of which the article has told before."""
_FARES = word_set("return single ticket pass fare ride fee permit entry admission subscription")
_SHARES_OF_FIRMS = word_set("share stock")
_NEWLY = word_set("now already still currently nowadays today")
_CHANGES = word_set(
    """
    drop fall rise climb slip slide jump surge soar tumble plunge gain lose grow shrink dip ease
    increase decrease decline advance close
    """
)
_MORE = frozenset(("further", "additional", "extra", "another"))
_OUTCOMES = word_set("finding conclusion argument claim ruling verdict")
_ABOUT = frozenset(("of", "on", "about", "that"))
_GATHERINGS = word_set("pair couple trio herd flock pack litter batch bunch crew")
_CALLS = word_set("call demand request idea suggestion offer plan proposal")
_REPLIES = frozenset(("answer", "reply", "response"))
"""What follows something: “expects an answer by March” does not say to what."""
_ARTICLES = frozenset(("a", "an"))


_FROM_WHAT = word_set(
    """
    leave join retire resign return arrive win lose apply follow succeed qualify withdraw
    step take quit
    """
)
"""What somebody does to something that has to be told: “Lee left in 2022” does not say what."""
_OF_THINGS = word_set("start begin end finish open close")
"""What a thing does by itself, and somebody with a thing: “the bridge opened in 2022”."""
_TELLING_WHAT = frozenset(("dobj", "dative", "attr", "oprd", "acomp", "xcomp", "ccomp"))
_TOWARDS = word_set("from to at in into for as with against on over off out of by through")


_YEAR = re.compile(r"1\d{3}|20\d\d")


def left_open(reading: Reading, chosen: Set[int]) -> bool:
    """Whether the chosen tokens of a passage tell of something that none of them names."""
    tokens = reading.passage.tokens
    return any(_leaves_open(reading, tokens[index], chosen) for index in chosen - reading.quoted)


def of_what_is_open(reading: Reading, verb: Token, subject: Part, parts: Sequence[Part]) -> bool:
    """Whether only the sentence around a verb tells what somebody left, joined, won or began."""
    tokens, word = reading.passage.tokens, verb.lemma.casefold()
    if word in _OF_THINGS and not _is_somebody(reading, tokens[subject.head]):
        return False
    if word not in _FROM_WHAT | _OF_THINGS:
        return False
    timed = (part for part in parts if not set(part.tokens) - set(reading.times))
    when = {part.head for part in timed}
    return not any(
        (part.dep in _TELLING_WHAT and part.head not in when)
        or (part.dep == "prep" and _leads_somewhere(reading, part))
        for part in parts
    )


def _leads_somewhere(reading: Reading, part: Part) -> bool:
    """Whether a phrase names a thing or a place, and no time: “from the school”, not “in 2022”."""
    tokens = reading.passage.tokens
    first = part.text.split(" ")[0].casefold()
    timed = any(
        index in reading.times or tokens[index].entity in {"DATE", "TIME"} for index in part.tokens
    )
    return first in _TOWARDS and not timed


def _leaves_open(reading: Reading, token: Token, chosen: Set[int]) -> bool:
    if token.dep in SUBJECTS:
        return _subject_unnamed(reading, token, chosen)
    if token.dep == "expl":
        return token.text.casefold() == "there" and not _names(reading, chosen)
    lemma, passage = token.lemma.casefold(), reading.passage
    kids = [passage.tokens[kid] for kid in passage.children[token.index] if kid in chosen]
    if lemma in _GATHERINGS and _determined(kids, _ARTICLES):
        return not any(kid.text == "of" or kid.dep in {"compound", "amod"} for kid in kids)
    if lemma in _OUTCOMES and any(kid.dep == "poss" for kid in kids):
        after = passage.tokens[token.index + 1 : token.index + 2]
        said = any(kid.dep in {"acl", "relcl"} for kid in kids)
        return not said and not any(each.text in _ABOUT for each in after)
    if lemma in _REPLIES and token.dep == "dobj" and _determined(kids, _ARTICLES):
        told = _ABOUT | {"to", "from", "for"}
        return not any(kid.dep in {"relcl", "acl"} or kid.text in told for kid in kids)
    if lemma in _CALLS and token.dep in {"dobj", "pobj"} and _determined(kids, {"the"}):
        # “The call for a new study” was made before, by somebody, and for a study of something.
        return any(_for_anything(reading, kid) for kid in kids)
    if token.text.casefold() in _MORE and token.dep in {"amod", "det"}:
        head = passage.tokens[token.head]
        return head.tag in {"CD", "$"} or head.text in {"dollars", "euros", "pounds"}
    return False


def _subject_unnamed(reading: Reading, subject: Token, chosen: Set[int]) -> bool:
    passage = reading.passage
    kids = [passage.tokens[kid] for kid in passage.children[subject.index]]
    verb = passage.tokens[subject.head]
    lemma = subject.lemma.casefold()
    told_of_it = (kid for kid in kids if kid.dep == "relcl")
    aside = {index for kid in told_of_it for index in _within(reading, kid)}
    named = bool(_names(reading, (_within(reading, subject) & chosen) - aside))
    indefinite = _determined(kids, _ARTICLES)
    opening = passage.tokens[min(_within(reading, subject))].text.casefold()
    if opening == "all" and any(kid.dep == "nummod" for kid in kids):
        # “All 1,250 copies were sold”: of what, was told before.
        return not named and not any(kid.dep in {"prep", "relcl", "acl"} for kid in kids)
    if indefinite and lemma in _UNDERTAKINGS | _FARES and not named:
        return True
    if subject.tag == "NNS" and lemma in _SHARES_OF_FIRMS and verb.lemma in _CHANGES:
        return not _timed(reading, chosen)
    if lemma == "member" and any(_is_somebody(reading, kid) for kid in kids if kid.dep == "poss"):
        return True
    if verb.dep == "ROOT" and verb.tag == "VBD" and _told_once(reading, subject, chosen):
        return True
    mention = reading.names.get(subject.index)
    place = mention is not None and mention.kind in PLACES
    changed = verb.lemma in _CHANGES or (verb.lemma == "be" and _up_or_down(reading, verb))
    if place and changed and _by_share(reading, verb):
        return True
    would = any(kid.text == "would" for kid in passage.dependents(verb.index, "aux"))
    told = named or subject.pos == "PRON" or any(kid.dep == "poss" for kid in kids)
    told = told or subject.index in reading.times or verb.dep in {"relcl", "acl"}
    if would and not told and not _if(reading, verb):
        return True
    if _some_people(subject) and any(kid.dep == "relcl" and kid.tag == "VBD" for kid in kids):
        return not (_names(reading, chosen) - {subject.index})
    if subject.tag == "NNS" and not kids and _is_past(reading, verb) and verb.dep != "relcl":
        # “Units practised in the fjord”: some of them did, once.
        return not _timed(reading, chosen)
    bare = subject.tag == "NNS" and not any(kid.dep in {"det", "poss"} for kid in kids)
    return bare and _newly(reading, verb) and not _names(reading, chosen)


def _told_once(reading: Reading, subject: Token, chosen: Set[int]) -> bool:
    """Whether something happened at no time that is told, to nothing that has a name."""
    timed = _timed(reading, chosen)
    return subject.tag == "NN" and not timed and not _names(reading, chosen)


def _timed(reading: Reading, chosen: Set[int]) -> bool:
    """Whether a time is among the tokens; “in 2019 trams ran” has one that may count trams."""
    tokens = reading.passage.tokens
    return any(index in reading.times or _YEAR.fullmatch(tokens[index].text) for index in chosen)


def _is_past(reading: Reading, verb: Token) -> bool:
    """Whether something is told that happened: not “gardens may not be watered”."""
    helping = {kid.text.casefold() for kid in _kids(reading, verb) if kid.dep.startswith("aux")}
    return verb.tag == "VBD" or (verb.tag == "VBN" and bool(helping & {"was", "were", "had"}))


def _is_somebody(reading: Reading, token: Token) -> bool:
    mention = reading.names.get(token.index)
    return token.index in reading.people or (mention is not None and mention.kind == "person")


def _some_people(subject: Token) -> bool:
    """Whether a word is “farmers”, which the parser may take for a name where it opens."""
    one = subject.text.casefold().removesuffix("s")
    return subject.text.endswith("s") and (one in HUMANS or is_human(one))


def _within(reading: Reading, token: Token) -> set[int]:
    first, last = reading.passage.subtree(token.index)
    return set(range(first, last + 1))


def _names(reading: Reading, chosen: Set[int]) -> set[int]:
    """Return the tokens that name something, by themselves or by what they stand for."""
    return {
        index
        for index in chosen
        if (index in reading.edits and index not in reading.times)
        or (index in reading.names and reading.names[index].kind != "people")
    }


def _determined(kids: list[Token], words: Set[str]) -> bool:
    return any(kid.dep == "det" and kid.text.casefold() in words for kid in kids)


def _for_anything(reading: Reading, kid: Token) -> bool:
    """Whether “for a new study” names nothing."""
    if kid.dep != "prep":
        return False
    object_ = reading.passage.child(kid.index, "pobj")
    if object_ is None or _names(reading, _within(reading, object_)):
        return False
    below = (reading.passage.tokens[each] for each in reading.passage.children[object_.index])
    return any(each.dep == "det" and each.text.casefold() in _ARTICLES for each in below)


def _up_or_down(reading: Reading, verb: Token) -> bool:
    kids = reading.passage.children[verb.index]
    return any(reading.passage.tokens[kid].text in {"up", "down"} for kid in kids)


def _by_share(reading: Reading, verb: Token) -> bool:
    """Whether the verb says by what percentage, and a place did not do that itself."""
    passage = reading.passage
    own = [
        passage.tokens[kid]
        for kid in passage.children[verb.index]
        if passage.tokens[kid].dep in {"npadvmod", "dobj", "attr", "advmod", "prep"}
    ]
    words = (
        passage.tokens[index].text.casefold() for kid in own for index in _within(reading, kid)
    )
    return not {"%", "percent", "cent"}.isdisjoint(words)


def _if(reading: Reading, verb: Token) -> bool:
    """Whether a condition or a speaker's plan stands beside what would be."""
    words = {reading.passage.tokens[index].text.casefold() for index in _within(reading, verb)}
    return not words.isdisjoint(CONDITIONS - {"that", "when", "where", "until", "once"})


def _newly(reading: Reading, verb: Token) -> bool:
    """Whether the verb tells how things have become: somewhere, which is not said."""
    if verb.lemma in SAYING:
        return False
    kids = list(_kids(reading, verb))
    perfect = any(kid.dep == "aux" and kid.lemma == "have" for kid in kids)
    return perfect or any(kid.text.casefold() in _NEWLY for kid in kids)


def _kids(reading: Reading, token: Token) -> Iterator[Token]:
    for index in reading.passage.children[token.index]:
        yield reading.passage.tokens[index]
