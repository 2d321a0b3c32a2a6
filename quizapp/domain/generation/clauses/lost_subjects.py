"""Verbs that a subject before them has not got: something else stands between."""

from __future__ import annotations

from quizapp.domain.generation.clauses.grammar import SUBJECTS
from quizapp.domain.generation.clauses.model import Part
from quizapp.domain.generation.parsing import Passage, Token


def lost_subject(passage: Passage, verb: Token, subject: Part) -> bool:
    """Whether another subject stands between the subject and a verb that is only joined to it.

    “She came when boats sank and fishermen blocked the roads”: it was not she who blocked them.
    """
    if any(passage.tokens[index].tag == "WP$" for index in subject.tokens):
        return True
    if _aside_left_open(passage, verb, subject) or _aside_itself(passage, verb, subject):
        return True
    if verb.dep != "conj" or passage.child(verb.index, *SUBJECTS) is not None:
        return False
    if not _joined(passage, verb):
        return True
    between = passage.tokens[max(subject.tokens) + 1 : verb.index]
    first = passage.first_joined(verb)
    joined = passage.tokens[first.index + 1 : verb.index]
    return any(
        token.dep in SUBJECTS and (token.tag not in {"WDT", "WP"} or token in joined)
        for token in between
    )


def _joined(passage: Passage, verb: Token) -> bool:
    """Whether an “and” joins the verb to the one before, and not two nouns between them.

    In “cut plans after prices and a slump dragged profits down” it is not the firm that dragged.
    """
    between = passage.tokens[verb.head + 1 : verb.index]
    direct = any(token.dep == "cc" and token.head == verb.head for token in between)
    return direct or passage.child(verb.index, "conj") is not None


def _aside_left_open(passage: Passage, verb: Token, subject: Part) -> bool:
    """Whether “the bridge, whose deck hangs from cables fanned out” lacks a comma there."""
    for aside in passage.dependents(subject.head, "relcl"):
        first, last = passage.subtree(aside.index)
        opened = first > 0 and passage.tokens[first - 1].text == ","
        if opened and last < verb.index:
            return not any(token.text == "," for token in passage.tokens[last : verb.index])
    return False


def _aside_itself(passage: Passage, verb: Token, subject: Part) -> bool:
    """Whether a subject is that of an aside: “the bridge, closed since 1999, will be sold”."""
    between = passage.tokens[max(subject.tokens) + 1 : verb.index]
    marks = [token.text for token in between if token.text in "()"]
    if marks[:1] == [")"]:
        return True  # “The inn (doubles from €118, breakfast included) has 22 rooms”.
    alone = [token.text for token in between] == [","] and verb.dep not in {"acl", "conj"}
    closes = any(
        token.text == "," for token in passage.tokens[: min(subject.tokens)][-1:]
    )  # “The owner, Ann Lee, closed it”.
    return alone and not closes
