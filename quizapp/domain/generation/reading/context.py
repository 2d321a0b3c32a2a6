"""What a reader of the title takes as known: its own words, and what belongs to such an event."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import content_words

_STEM = 5
"""Words that share so many first letters are taken for one family: agree, agreement."""

_EVENTS = tuple(
    (word_set(signs), word_set(belongings))
    for signs, belongings in (
        (
            """
            court judge judges ruling rules lawsuit trial jury verdict appeal sentenced
            convicted
            """,
            """
            court judge judges ruling verdict case panel defence prosecution jury hearing appeal
            plaintiff
            """,
        ),
        (
            """
            flood floods quake earthquake storm fire wildfire crash hurricane cyclone explosion
            tsunami dead killed landslide avalanche eruption
            """,
            """
            search storm flood fire rescuers victims dead toll disaster damage survivors injured
            rescue evacuation quake blaze authorities
            """,
        ),
        (
            """
            cup final league match beat beats win wins champions title goal tournament olympic
            medal race edge
            """,
            """
            final match game title trophy season half referee coach crowd penalty race stadium
            tournament cup league equaliser
            """,
        ),
        (
            """
            profit profits revenue sales shares earnings results quarter merger takeover orders
            """,
            """
            profit revenue shares sales dividend forecast results board order orders quarter
            margin year
            """,
        ),
        (
            """
            study scientists researchers trial find finds research record records fossil
            telescope vaccine drug
            """,
            """
            study trial researchers findings results team research paper authors experiment
            participants sample survey scientists
            """,
        ),
        (
            """
            council councillors mayor vote bill parliament mps senate law budget election poll
            referendum
            """,
            """
            council vote bill debate scheme plan proposal budget election motion ballot
            """,
        ),
        (
            """
            talks agree agrees agreement deal treaty pact summit accord alliance sign signs
            cooperation
            """,
            """
            agreement deal talks treaty accord summit pact alliance convention ministers
            signatories
            """,
        ),
        (
            """
            strike strikes union workers walkout dockworkers teachers pay
            """,
            """
            strike union workers wages dispute walkout stoppage settlement deal employers pay
            vote
            """,
        ),
        (
            """
            museum exhibition gallery festival film book opera theatre painting concert reopens
            opens
            """,
            """
            museum exhibition collection building gallery festival film director book founder
            opening
            """,
        ),
        (
            """
            launches unveils phone app satellite device robot software car rocket plane
            """,
            """
            phone device launch price battery company satellites app rocket model version
            """,
        ),
        (
            """
            dies obituary died remembered
            """,
            """
            family funeral cause couple career
            """,
        ),
        (
            """
            prize prizes award awards wins winner shortlist medal
            """,
            """
            prize award judges jury shortlist longlist winner ceremony
            """,
        ),
        (
            """
            volcano erupts eruption ash lava
            """,
            """
            volcano eruption crater ash lava summit
            """,
        ),
        (
            """
            railway train trains tram line tunnel bridge ferry road motorway
            """,
            """
            line route service operator passengers tunnel bridge project trains opening fare fares
            """,
        ),
        (
            """
            regulator fines fined fine watchdog ban bans
            """,
            """
            regulator company fine penalty decision investigation inquiry watchdog users
            """,
        ),
        (
            """
            truce ceasefire peace rebels talks troops army war
            """,
            """
            truce ceasefire rebels army mediators talks delegations war fighting sides
            """,
        ),
        (
            """
            harvest crop crops wheat farmers grain
            """,
            """
            harvest crop yield yields farmers growers drought
            """,
        ),
        (
            """
            shipwreck wreck ship vessel divers excavation archaeologists dig tomb
            """,
            """
            ship wreck vessel hull divers excavation site archaeologists finds find cargo
            """,
        ),
        (
            """
            spacecraft probe lander mission moon mars orbit telescope rocket asteroid comet
            """,
            """
            spacecraft probe lander mission orbit surface telescope instrument launch agency
            """,
        ),
        (
            """
            heatwave heat temperatures grid electricity power blackout
            """,
            """
            grid network demand temperature heatwave heat supply operator
            """,
        ),
        (
            """
            exercise alliance forces troops deployment defence navy fleet nato
            """,
            """
            alliance exercise force forces troops deployment allies
            """,
        ),
        (
            """
            mine mines miner miners trapped rescue rescued collapse
            """,
            """
            mine miner miners crew rescue rescuers collapse tunnel shaft company families
            """,
        ),
        (
            """
            fossil dinosaur reptile skeleton species bones mammoth
            """,
            """
            fossil animal creature reptile skeleton skull species specimen bones find museum
            """,
        ),
        (
            """
            school schools pupils students university teachers
            """,
            """
            school schools pupils students teachers university
            """,
        ),
        (
            """
            hospital patients doctors disease virus bacteria infection health
            """,
            """
            hospital hospitals patients doctors disease infection infections bacteria virus
            """,
        ),
    )
)
"""Words of a title that tell of an event, and the nouns that go with such an event."""


_OF_SPEECH = word_set("word words name names term terms phrase phrases saying letter letters")
"""Nouns that a title leaves open: after “A word from Greek” nobody knows which is “the word”."""


@dataclass(frozen=True, slots=True)
class Context:
    """What needs no explanation to somebody who knows the title."""

    words: frozenset[str]
    nouns: frozenset[str]

    @classmethod
    def of(cls, title: str) -> Context:
        """Return what the title makes known."""
        words = frozenset(content_words(title)) - _OF_SPEECH
        nouns = (things for signs, things in _EVENTS if signs & words)
        return cls(words, frozenset[str]().union(*nouns))

    def knows(self, noun: str) -> bool:
        """Whether “the” before this noun is understood: the title says it, or what it goes with."""
        return noun.casefold() in self.nouns or self.tells(noun)

    def tells(self, noun: str) -> bool:
        """Whether the title has the word, in the plural or in another form of its family."""
        noun = noun.casefold()
        if noun in self.words or f"{noun}s" in self.words or noun.removesuffix("s") in self.words:
            return True
        return len(noun) >= _STEM and any(
            len(word) >= _STEM and word[:_STEM] == noun[:_STEM] for word in self.words
        )
