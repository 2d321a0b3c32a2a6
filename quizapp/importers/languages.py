"""Which language a text is in: by its script, and by the small words that every text is full of."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

SAMPLE = 20_000
"""The characters of a text that are looked at."""

_WORD = re.compile(r"[^\W\d_]+")

_SMALL_WORDS = {
    "English": (
        "the of and to in a is was for that on with as by at from he it his were are be has had "
        "which said will would their they have this not but"
    ),
    "German": (
        "der die und das in den von zu mit sich des auf für ist im dem nicht ein eine als auch es "
        "an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen "
        "so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei"
    ),
    "French": (
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il "
        "sont avec son aux d l elle s cette ses ont été mais leur comme ou nous sa était"
    ),
    "Spanish": (
        "de la que el en y a los del se las por un para con no una su al lo como más pero sus le "
        "ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien "
        "desde fue"
    ),
    "Italian": (
        "di e il la che in a un per è del non una sono con si da i le dei al alla nel delle della "
        "come anche più ha gli lo ma o se dal suo sua questo nella ai stato hanno"
    ),
    "Portuguese": (
        "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele "
        "das à seu sua ou quando muito nos já eu também só pelo pela até isso foi são"
    ),
    "Dutch": (
        "de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij uit "
        "nog naar heeft wordt door over was worden ze hij tot deze werd"
    ),
    "Swedish": (
        "och i att det som en på är av för med till den har de inte om ett han men var jag sig "
        "från vi så kan när hon under också efter eller nu sin där vid mot ska skulle"
    ),
    "Danish": (
        "og i at det er en til af på for med den der de har ikke som et han men var fra vi kan om "
        "så når hun også efter eller nu sin ved mod skal blev være"
    ),
    "Norwegian": (
        "og i det er på til av en for at med som den de har ikke et han men var fra vi kan om så "
        "når hun også etter eller nå sin ved mot skal ble være seg"
    ),
    "Finnish": (
        "ja on ei että se oli hän mutta ovat myös kun joka sen mukaan kuin ole niin tai jos mitä "
        "vain jo sekä nyt hänen ollut olla vielä ennen jälkeen"
    ),
    "Polish": (
        "i w na z do się nie że to jest o od za po jak ale przez dla co są tak tym który przy czy "
        "już był może tego jego oraz także była jej ich"
    ),
    "Czech": (
        "a v se na je že s z do o to k i ve pro za by ale si po jako jsou který od jeho byl tak "
        "nebo již při podle až jen která co ještě"
    ),
    "Slovak": (
        "a v sa na je že s z do o to k aj vo pre za by ale si po ako sú ktorý od jeho bol tak "
        "alebo už pri podľa až len ktorá čo ešte"
    ),
    "Hungarian": (
        "a az és hogy nem is egy van volt meg ez csak de már mint még azt ha el vagy lesz után "
        "ezt szerint pedig amely között ki kell"
    ),
    "Romanian": (
        "de și în a la cu pe nu că din o un să este pentru mai care au se ca fost prin sunt dar "
        "după lui fi sau ale"
    ),
    "Turkish": (
        "ve bir bu da de için ile çok olarak daha olan gibi ne o en kadar sonra ama var değil her "
        "göre olduğu ya ise ki dedi"
    ),
    "Indonesian": (
        "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke karena tersebut bisa "
        "ada mereka oleh telah saat kata sudah menjadi para adalah"
    ),
    "Vietnamese": (
        "và của có là cho được không các trong người với một để này đã những khi đến về ra như từ "
        "cũng tại theo đó vào"
    ),
    "Swahili": (
        "ya na wa kwa ni katika za la kuwa hiyo huo lakini pia yake hii cha hadi kama wake bila "
        "au baada kwamba"
    ),
    "Catalan": (
        "de la que i el en a els les per un amb del una no es al va dels són com més ha aquest "
        "però seva també pel ser seu"
    ),
    "Croatian": (
        "i je u se na da su za od s a kako će o koji ne sa iz to kao nije što do po bi ili ali "
        "koja biti bio"
    ),
}
_WORDS_OF = {name: frozenset(words.split()) for name, words in _SMALL_WORDS.items()}

_SCRIPTS = {
    "CYRILLIC": "a language in Cyrillic letters",
    "ARABIC": "a language in Arabic letters",
    "HEBREW": "Hebrew",
    "GREEK": "Greek",
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "DEVANAGARI": "Hindi or a language in the same letters",
    "BENGALI": "Bengali",
    "TAMIL": "Tamil",
    "THAI": "Thai",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
    "ETHIOPIC": "a language in Ethiopic letters",
}
_MOST_FOREIGN_LETTERS = 0.5
_LEAST_HITS = 4
_LEAST_SHARE = 0.12
_LEAD = 1.4


def language_of(text: str) -> str:
    """Return the name of the language that a text is in, in English, for people to read.

    English where nothing speaks against it: lists, tables and headlines have few small words.
    """
    sample = text[:SAMPLE]
    if script := _script_of(sample):
        return script
    # Words with a capital are names as often as not: Los Angeles makes no Spanish text.
    words = [word for word in _WORD.findall(sample) if word.islower()]
    hits = {name: sum(word in known for word in words) for name, known in _WORDS_OF.items()}
    english = hits.pop("English")
    best = max(hits, key=lambda name: hits[name])
    enough = hits[best] >= max(_LEAST_HITS, _LEAST_SHARE * len(words))
    return best if enough and hits[best] > _LEAD * english else "English"


def _script_of(sample: str) -> str:
    """Return the name of the language whose script most letters are of; empty for Latin ones."""
    letters = [char for char in sample if char.isalpha()]
    foreign = [char for char in letters if char > "\u024f"]
    if len(foreign) <= _MOST_FOREIGN_LETTERS * len(letters):
        return ""
    names = Counter(unicodedata.name(char, "?").split()[0].split("-")[0] for char in foreign)
    if names["HIRAGANA"] or names["KATAKANA"]:
        return "Japanese"
    script = names.most_common(1)[0][0]
    return _SCRIPTS.get(script, "a language that is not written in Latin letters")
