"""Whether two words are forms of one verb: “opened” and “open”, “bought” and “buy”."""

from __future__ import annotations

from collections.abc import Iterator

_IRREGULAR = """
be am is are was were been being, have has had, do does did done, go goes went gone, arise arose
arisen, awake awoke awoken, bear bore borne born, beat beaten, become became, begin began begun,
bend bent, bind bound, bite bit bitten, bleed bled, blow blew blown, break broke broken, breed bred,
bring brought, build built, burn burnt, buy bought, catch caught, choose chose chosen, cling clung,
come came, creep crept, deal dealt, dig dug, draw drew drawn, dream dreamt, drink drank drunk, drive
drove driven, eat ate eaten, fall fell fallen, feed fed, feel felt, fight fought, find found, flee
fled, fling flung, fly flew flown, forbid forbade forbidden, forget forgot forgotten, forgive
forgave forgiven, freeze froze frozen, get got gotten, give gave given, grind ground, grow grew
grown, hang hung, hear heard, hide hid hidden, hold held, keep kept, kneel knelt, know knew known,
lay laid, lead led, lean leant, leap leapt, learn learnt, leave left, lend lent, lie lay lain,
light lit, lose lost, make made, mean meant, meet met, mistake mistook mistaken, overcome overcame,
pay paid, ride rode ridden, ring rang rung, rise rose risen, run ran, say said, see saw seen, seek
sought, sell sold, send sent, sew sewn, shake shook shaken, shine shone, shoot shot, show shown,
shrink shrank shrunk, sing sang sung, sink sank sunk, sit sat, sleep slept, slide slid, smell smelt,
speak spoke spoken, speed sped, spell spelt, spend spent, spill spilt, spin spun, spoil spoilt,
spring sprang sprung, stand stood, steal stole stolen, stick stuck, sting stung, stink stank stunk,
strike struck, strive strove striven, swear swore sworn, sweep swept, swell swollen, swim swam swum,
swing swung, take took taken, teach taught, tear tore torn, tell told, think thought, throw threw
thrown, undergo underwent undergone, understand understood, undertake undertook undertaken, wake
woke woken, wear wore worn, weave wove woven, weep wept, win won, wind wound, withdraw withdrew
withdrawn, wring wrung, write wrote written, foresee foresaw foreseen, overtake overtook overtaken,
overthrow overthrew overthrown, rebuild rebuilt, repay repaid, retake retook retaken, rewrite
rewrote rewritten, uphold upheld, withhold withheld, withstand withstood, oversee oversaw overseen
"""
_ROWS = [frozenset(row.split()) for row in _IRREGULAR.split(",")]
_ROOTS: dict[str, set[int]] = {}
for _number, _row in enumerate(_ROWS):
    for _form in _row:
        _ROOTS.setdefault(_form, set()).add(_number)


def same_verb(first: str, second: str) -> bool:
    """Whether two words in small letters can be forms of one verb."""
    if first == second or _ROOTS.get(first, set()) & _ROOTS.get(second, set()):
        return True
    return not {*_stems(first)}.isdisjoint(_stems(second))


def _stems(word: str) -> Iterator[str]:
    """Yield what a regular form can be a form of."""
    yield word
    for ending in ("s", "es", "ed", "ing", "d"):
        if not word.endswith(ending) or len(word) - len(ending) < SHORTEST:
            continue
        stem = word[: -len(ending)]
        yield stem
        if ending in {"ed", "ing"}:
            yield f"{stem}e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
        if stem.endswith("i"):
            yield f"{stem[:-1]}y"


SHORTEST = 3
"""Of shorter verbs there are a few, all of them irregular."""
