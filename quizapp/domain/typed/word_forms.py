"""Forms of one English word: its second spellings, its plural, and the endings of a verb."""

from __future__ import annotations

import re
from functools import lru_cache

_ENDINGS = "(?:e|ed|es|er|ers|ing|ings|able|ation|ations)$"
_MORE = "(?:ed|ing|ings|er|ers|or|ors|ous|ery)$"
# What stands before, the letters, what follows them, how they are spelt elsewhere, and an example.
_TABLE = (
    ("[aeiou][^aeiou]{1,3}i?", "our", "", "or", "colour color"),
    ("[bt]", "re", "[sd]?$", "er", "centre center"),
    ("(?:^fib|^cent|^met|^lit|^theat)", "re", "[a-z]", "er", "fibreglass fiberglass"),
    ("(?:^meag|oeuv|ochr?|sepulch)", "re", "[sd]?$", "er", "meagre meager"),
    # One is the noun, and the other the verb.
    ("(?:^adv|^dev|^pract)", "ice", "[sd]?$", "ise", "advice advise"),
    ("[a-z]{3}", "is", _ENDINGS, "iz", "organise organize"),
    ("[a-z]", "ys", _ENDINGS, "yz", "analyse analyze"),
    ("[a-z]{2}", "ence", "(?:s?$|less)", "ense", "defence defense"),
    ("^prophe", "cy", "$", "sy", "prophecy prophesy"),
    ("[aeiouy][^aeiouy]{0,3}[aeiou]", "ll", _MORE, "l", "travelled traveled"),
    ("[a-z]", "ll", "(?:ful|ment)", "l", "fulfillment fulfilment"),
    ("^woo", "ll", "en", "l", "woollen woolen"),
    ("(?:^enro|^disti|^insti|^appa|^fulfi|^enthra)", "ll", "s?$", "l", "enroll enrol"),
    ("[a-z]", "ae", "(?:[a-kopqs-z]|m[a-z])", "e", "anaemia anemia"),
    ("^", "ae", "(?:st|on|th|ti)", "e", "aesthetic esthetic"),
    ("", "oe", "(?:t[aiu]|str|dem|soph|b|nix|uv|no|liac|op|ost|i?as?$|ic$)", "e", "foetus fetus"),
    ("[a-z]{3}", "ogue", "[sd]?$", "og", "catalogue catalog"),
    ("", "gramme", "s?$", "gram", "programme program"),
    ("", "sulph", "", "sulf", "sulphur sulfur"),
    ("", "dgement", "", "dgment", "judgement judgment"),
    ("(?:nne|fle)", "xion", "s?$", "ction", "connexion connection"),
    ("^gr", "ey", "(?:$|s$|er$|est$|ed$|ing$|ish$)", "ay", "grey gray"),
    ("^pl", "ough", "", "ow", "plough plow"),
    ("^s?mo", "u", "(?:ld(?:s|y|ed|ing|er|ers|ered|ering)?$|lt(?:s|ed|ing)?$)", "", "mould mold"),
    ("^s", "c", "eptic", "k", "sceptic skeptic"),
    ("^art", "e", "fact", "i", "artefact artifact"),
    ("^alumin", "i", "um$", "", "aluminium aluminum"),
    ("^m", "ou", "stache", "u", "moustache mustache"),
    ("^p", "y", "jama", "a", "pyjamas pajamas"),
    ("^yog", "h", "urt", "", "yoghurt yogurt"),
    ("^whisk", "ey", "s?$", "y", "whiskey whisky"),
    ("^jewel", "l?e", "ry$", "", "jewellery jewelry"),
    ("^t", "y", "res?$", "i", "tyre tire"),
    ("^che", "que", "s?$", "ck", "cheque check"),
    ("^stor", "e", "ys?$", "", "storey story"),
    ("^dra", "ught", "(?:s|ed|ing|y)?$", "ft", "draught draft"),
)
SPELLINGS = tuple(tuple(row[-1].split()) for row in _TABLE)
"""A pair of spellings for each rule: the British one first, or the longer of two."""
_RULES = tuple(
    (re.compile(f"({before}){letters}" + f"(?={after})" * bool(after)), rf"\1{spelt}")
    for before, letters, after, spelt, _ in _TABLE
)
_NO_SPELLING = frozenset(
    # A rule would make another word of these, or the name of somebody or of some place.
    (
        *("timbre", "timbres", "chartres", "outre", "refilled", "refilling", "refiller"),
        *("paean", "aerie"),
    )
)
_FORMS = (
    # The plural, and the endings of a regular verb.
    *(("", "s"), ("e", "ed"), ("es", "ed"), ("s", "ed"), ("man", "men"), ("sis", "ses")),
    *(("xis", "xes"), ("us", "i")),
)
_SHORTEST = 3


@lru_cache(maxsize=8192)
def usual_spelling(word: str) -> str:
    """Return a folded word in the one spelling that stands for all of its spellings."""
    if word in _NO_SPELLING:
        return word
    for pattern, spelt in _RULES:
        word = pattern.sub(spelt, word)
    return word


def is_form_of(one: str, other: str) -> bool:
    """Whether two folded words are one word: two spellings, or a plural, or endings of a verb."""
    first, second = usual_spelling(one), usual_spelling(other)
    return first == second or any(
        _are_bent(first, second, *ends) or _are_bent(second, first, *ends) for ends in _FORMS
    )


def _are_bent(word: str, bent: str, ending: str, its: str) -> bool:
    if not word.endswith(ending) or not bent.endswith(its):
        return False
    stem = word.removesuffix(ending)
    if len(stem) < _SHORTEST or bent != stem + its:
        return False
    # “Princess” is not more than one “princes”.
    return not (its == "s" and stem.endswith("s"))
