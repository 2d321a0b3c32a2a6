"""A list of names whose second one the parser has taken for another word for the first one.

In “Linz, Wels and Enns kept the bridge” Wels does not explain what Linz is.
"""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.generation.parsing import Passage, Token


def with_listed_names(passage: Passage) -> Passage:
    """Return the passage with the names of each list joined to one another."""
    tokens = tuple(
        replace(token, dep="conj") if _listed(passage, token) else token for token in passage.tokens
    )
    return replace(passage, tokens=tokens)


def _listed(passage: Passage, token: Token) -> bool:
    """Whether a name between two others is one of a list: no comma closes it as an aside."""
    head = passage.tokens[token.head]
    if token.dep != "appos" or token.tag != "NNP" or head.tag != "NNP":
        return False
    first, last = passage.subtree(token.index)
    last_name = passage.child(token.index, "conj")
    parted = passage.tokens[first - 1].text == "," and passage.tokens[first - 2].index == head.index
    after = passage.tokens[last + 1].text if last + 1 < len(passage.tokens) else ""
    return last_name is not None and last_name.tag == "NNP" and parted and after != ","
