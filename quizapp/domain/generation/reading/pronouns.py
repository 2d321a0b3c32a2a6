"""Who “he”, “she” and “it” are, said only where one reading is possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.given_names import sex_of
from quizapp.domain.generation.reading.names import Directory, Mention
from quizapp.domain.generation.reading.people import (
    LIKE_PEOPLE,
    looks_personal,
    owns_as_a_person,
)
from quizapp.domain.generation.reading.wordlists import called_alone, word_set
from quizapp.domain.generation.text import contains

_MALE = frozenset(("he", "him", "his", "himself"))
_FEMALE = frozenset(("she", "her", "hers", "herself"))
HUMANS = word_set(
    """
    man woman boy girl father mother son daughter brother sister wife husband uncle aunt
    captain spokesman spokeswoman spokesperson friend colleague neighbour neighbor
    predecessor successor founder owner minister president judge teacher doctor nurse lawyer
    officer official diplomat soldier driver player coach referee victim witness child
    person resident customer client interviewer grandmother grandfather engineer scientist
    researcher farmer fisherman manager director widow king queen cousin nephew niece
    student female male parent nurse midwife poet writer
    """
)
_KIN = {
    "husband": "he",
    "father": "he",
    "son": "he",
    "brother": "he",
    "uncle": "he",
    "wife": "she",
    "mother": "she",
    "daughter": "she",
    "sister": "she",
    "aunt": "she",
    "widow": "she",
}
_MR = {
    "mr": "he",
    "sir": "he",
    "king": "he",
    "lord": "he",
    "father": "he",
    "prince": "he",
    "mrs": "she",
    "ms": "she",
    "miss": "she",
    "lady": "she",
    "queen": "she",
    "dame": "she",
    "sister": "she",
    "princess": "she",
}


def resolve_people(
    passages: Sequence[Passage], names: Directory, title: str = ""
) -> list[dict[int, str]]:
    """Return, for each passage, the full name that each he or she stands for.

    A pronoun is resolved if one person only, of fitting gender as far as known, stands before it
    in its sentence and the sentence before, and no unnamed person stands between. In the story of
    one life, “she” is the person of the title wherever no other woman is spoken of.
    """
    gender: dict[str, str] = {}
    topic = _topic(names)
    hero, hero_sex = _hero(passages, names, title)
    if hero:
        topic, gender[hero] = hero, hero_sex
    for name, title in names.titles.items():
        address = title.split()[0].casefold().rstrip(".")
        if address in _MR:
            gender[name] = _MR[address]
    for name in names.people:
        if sex_of(name):
            gender.setdefault(name, sex_of(name))
    found: list[dict[int, str]] = []
    recent: list[str] = []
    before_that: list[str] = []
    unnamed = afloat = False
    met: set[str] = set()
    for number, passage in enumerate(passages):
        resolved: dict[int, str] = {}
        at = names.at(number)
        for first, last in passage.sentences:
            here: list[str] = []
            strangers = False
            known = set(met)
            was_afloat, afloat = afloat, _tells_of_a_ship(passage, first, last)
            for token in passage.tokens[first : last + 1]:
                mention = at.get(token.index)
                word = token.text.casefold()
                if mention and mention.kind == "person":
                    if mention.first == token.index:
                        here.append(names.person(mention))
                        met.add(names.person(mention))
                        kin = passage.tokens[passage.tokens[mention.last].head]
                        if passage.tokens[mention.last].dep == "appos" and kin.lemma in _KIN:
                            gender.setdefault(names.person(mention), _KIN[kin.lemma])
                elif _perhaps_a_surname(token, mention) or place_as_a_person(passage, mention):
                    strangers = True
                elif mention and mention.kind == "name" and " " in mention.text:
                    strangers = strangers or token.index == mention.first
                elif _stranger(token, passage, at):
                    strangers = True
                elif word in _MALE | _FEMALE and token.pos in {"PRON", "DET"}:
                    sex = "he" if word in _MALE else "she"
                    if sex == "she" and (afloat or was_afloat):
                        strangers = True  # The ship may be meant.
                        continue
                    others = {each for each in (*here, *recent) if each != hero}
                    alone = all(gender.get(each, sex) != sex for each in others)
                    if sex == hero_sex and hero in met and alone and not strangers:
                        resolved[token.index] = hero
                        here.append(hero)
                        continue
                    name = _only(here, recent, before_that, gender, sex)
                    if not here and _owned_by_another(passage, token, first):
                        name = ""
                    if name and name not in known and _told_by(passage, token, at, names, name):
                        name = ""  # An expert who is named just now speaks of somebody else.
                    if not name and not (here or recent or before_that or unnamed):
                        name = topic if topic in met and gender.get(topic, sex) == sex else ""
                    if name != topic and _topic_meant(topic, met, name, gender, sex):
                        name = ""
                    if name and not strangers and (here or not unnamed):
                        resolved[token.index] = name
                        gender.setdefault(name, sex)
                        here.append(name)
                    else:
                        strangers = True
            before_that, recent = (recent, here) if here or strangers else (before_that, recent)
            unnamed = strangers if here or strangers else unnamed
        found.append(resolved)
    return found


TOPIC_MENTIONS, TOPIC_SHARE = 4, 0.6
"""An article is about one person if so many mentions, and this share of all, are of that person."""


def _topic(names: Directory) -> str:
    """Return the person whom most mentions of people are of; empty where there is none."""
    counts = Counter(
        names.person(mention)
        for row in names.mentions
        for mention in row
        if mention.kind == "person"
    )
    name, most = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return name if most >= TOPIC_MENTIONS and most >= TOPIC_SHARE * counts.total() else ""


def _told_by(
    passage: Passage, token: Token, at: Mapping[int, Mention], names: Directory, name: str
) -> bool:
    """Whether the pronoun stands in what the person of that name says or thinks."""
    above = token
    while above.head != above.index:
        above = passage.tokens[above.head]
        if above.dep != "ccomp":
            continue
        speaker = passage.child(above.head, "nsubj")
        mention = at.get(speaker.index) if speaker else None
        if mention is not None and names.person(mention) == name:
            return True
    return False


def _owned_by_another(passage: Passage, token: Token, first: int) -> bool:
    """Whether “her” may be of a thing told of before: “the ferry made her last crossing”."""
    before = passage.tokens[first : token.index]
    things = any(each.dep in {"nsubj", "nsubjpass"} and each.pos == "NOUN" for each in before)
    return token.tag == "PRP$" and things


_SHIPS = word_set(
    """
    ship ferry boat vessel steamer steamship steamboat yacht frigate schooner brig barque sloop
    cutter ketch trawler liner tanker freighter submarine destroyer cruiser battleship warship
    corvette lifeboat tug tugboat barge galleon clipper whaler minesweeper icebreaker dinghy
    HMS USS RMS SS MV MS
    """
)
"""What is called “she”, and letters before the name of such a thing."""


def _tells_of_a_ship(passage: Passage, first: int, last: int) -> bool:
    """Whether a sentence has a ship in it, which “she” and “her” may mean."""
    tokens = passage.tokens[first : last + 1]
    return any({token.text, token.lemma.casefold()} & _SHIPS for token in tokens)


HERO_PRONOUNS, HERO_SHARE = 6, 0.8
"""A text tells one life if so many of its “he” and “she”, and this share, are of one sex."""


def _hero(passages: Sequence[Passage], names: Directory, title: str) -> tuple[str, str]:
    """Return the one person of the title whose life the text tells, and “he” or “she”."""
    counts = Counter(
        "he" if token.text.casefold() in _MALE else "she"
        for passage in passages
        for token in passage.tokens
        if token.text.casefold() in _MALE | _FEMALE
    )
    people = [name for name in names.people if contains(title, name)] or [
        name for name in names.people if contains(title, name.split()[-1])
    ]
    sex, most = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if len(people) != 1 or most < HERO_PRONOUNS or most < HERO_SHARE * counts.total():
        return "", ""
    return people[0], sex


def _perhaps_a_surname(token: Token, mention: Mention | None) -> bool:
    """Whether a subject is a name of which nobody knows whether it is a person's."""
    if token.pos != "PROPN" or token.dep not in {"nsubj", "nsubjpass"}:
        return False
    if mention is None:
        return True
    unsure = mention.kind in {"name", "organisation", "thing", "place"}
    return unsure and looks_personal(mention.text.split())


def place_as_a_person(passage: Passage, mention: Mention | None) -> bool:
    """Whether the name of a place is somebody's: “Paris sold his house” is not of a city."""
    single = mention is not None and mention.first == mention.last
    return (
        mention is not None
        and single
        and mention.kind in LIKE_PEOPLE
        and owns_as_a_person(passage, mention.last)
    )


def _topic_meant(topic: str, met: set[str], name: str, gender: Mapping[str, str], sex: str) -> bool:
    """Whether the person whom the article is about may be meant as well as somebody else."""
    possible = topic in met and gender.get(topic, sex) == sex
    return possible and gender.get(name) != sex


def _only(
    here: Sequence[str],
    recent: Sequence[str],
    earlier: Sequence[str],
    gender: Mapping[str, str],
    sex: str,
) -> str:
    for scope in ((*here, *recent), (*earlier,)):
        fitting = {name for name in scope if gender.get(name, sex) == sex}
        if len(fitting) == 1:
            others = {name for name in scope if name not in fitting}
            return fitting.pop() if not others or all(gender.get(n) for n in others) else ""
        if fitting:
            return ""
    return ""


def _stranger(token: Token, passage: Passage, at: Mapping[int, Mention]) -> bool:
    """Whether the token is an unnamed person who could be meant by a later pronoun."""
    if token.lemma.casefold() not in HUMANS or token.tag not in {"NN", "NNP"}:
        return False
    if token.dep not in {"nsubj", "nsubjpass", "dobj"}:
        return False
    beside = [passage.tokens[child] for child in passage.children[token.index]]
    return not any(
        child.dep == "appos" and child.index in at and at[child.index].kind == "person"
        for child in beside
    )


_THINGS = frozenset(("organisation", "name", "thing"))


def resolve_things(
    passages: Sequence[Passage],
    names: Directory,
    stands_for: Sequence[Mapping[int, str]],
) -> list[dict[int, str]]:
    """Return the organisation that each “it” stands for, where the sentence before is about it.

    Only a subject “it” is resolved, and only if the sentence before is about an organisation or a
    thing with a name of its own, and has no other subject.
    """
    found: list[dict[int, str]] = []
    for number, passage in enumerate(passages):
        at, resolved = names.at(number), dict[int, str]()
        subject = ""
        for first, last in passage.sentences:
            root = next((t for t in passage.tokens[first : last + 1] if t.dep == "ROOT"), None)
            head = passage.child(root.index, "nsubj", "nsubjpass") if root else None
            if head is None:
                subject = ""
                continue
            if head.text == "It" and subject and root and _acts(passage, root):
                resolved[head.index] = subject
                continue
            mention = at.get(head.index)
            known = stands_for[number].get(head.index, "")
            named = mention if mention and mention.kind in _THINGS else None
            subject = known or (_in_full(passage, named) if named else "")
        found.append(resolved)
    return found


def _in_full(passage: Passage, named: Mention) -> str:
    """Return a name with the “the” that it has in its sentence; empty where it tells nothing."""
    before = passage.tokens[max(named.first - 1, 0)].text
    the = "the " if named.first and before.casefold() == "the" else ""
    return "" if called_alone(named.text) else f"{the}{named.text}"


_ACTS = word_set(
    """
    say add announce employ plan expect sell own operate raise report run have hire make publish
    produce serve train organise fund found open estimate forecast warn deny promise propose
    represent
    """
)
_BEGUN = frozenset(("found", "establish", "rename", "create", "set"))


def _acts(passage: Passage, root: Token) -> bool:
    """Whether the verb is one that a body does, so that “it” is not some object named before."""
    kids = [passage.tokens[child] for child in passage.children[root.index]]
    if any(kid.dep == "nsubjpass" for kid in kids):
        return root.lemma in _BEGUN
    return root.lemma in _ACTS
