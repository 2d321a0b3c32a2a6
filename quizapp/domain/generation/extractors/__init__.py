"""Extractors: one kind of fact each; a registry names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from quizapp.domain.facts import Fact
from quizapp.domain.generation.clauses.model import Clause
from quizapp.domain.generation.extractors.appositions import ages, descriptions
from quizapp.domain.generation.extractors.causes import causes
from quizapp.domain.generation.extractors.contrasts import contrasts
from quizapp.domain.generation.extractors.dates import dates
from quizapp.domain.generation.extractors.deeds import deeds
from quizapp.domain.generation.extractors.key_gaps import key_gaps
from quizapp.domain.generation.extractors.listed import listed
from quizapp.domain.generation.extractors.measures import measures
from quizapp.domain.generation.extractors.offices import offices
from quizapp.domain.generation.extractors.outcomes import outcomes
from quizapp.domain.generation.extractors.parts import parts
from quizapp.domain.generation.extractors.phrases import (
    articles,
    definitions,
    intentions,
    objects,
    rankings,
    reasons,
)
from quizapp.domain.generation.extractors.places import places
from quizapp.domain.generation.extractors.positions import positions
from quizapp.domain.generation.extractors.properties import properties
from quizapp.domain.generation.extractors.quantities import quantities
from quizapp.domain.generation.extractors.results import results
from quizapp.domain.generation.extractors.sayings import quotations, reports
from quizapp.domain.generation.extractors.sentences import values_in_sentences
from quizapp.domain.generation.extractors.subjects import subjects
from quizapp.domain.generation.extractors.terms import terms
from quizapp.domain.generation.extractors.uses import uses
from quizapp.domain.generation.reading.document import Document

ClauseExtractor = Callable[[Clause], Iterator[Fact]]
DocumentExtractor = Callable[[Document], Iterator[Fact]]

CLAUSE_EXTRACTORS: Mapping[str, ClauseExtractor] = {
    "quantities": quantities,
    "dates": dates,
    "places": places,
    "rankings": rankings,
    "articles": articles,
    "definitions": definitions,
    "reasons": reasons,
    "intentions": intentions,
    "reports": reports,
    "subjects": subjects,
    "objects": objects,
}
"""Extractors that read one clause; where two find one value in a clause, the first is kept."""

DOCUMENT_EXTRACTORS: Mapping[str, DocumentExtractor] = {
    "quotations": quotations,
    "offices": offices,
    "properties": properties,
    "measures": measures,
    "descriptions": descriptions,
    "ages": ages,
    "terms": terms,
    "causes": causes,
    "results": results,
    "positions": positions,
    "parts": parts,
    "listed": listed,
    "uses": uses,
    "outcomes": outcomes,
    "contrasts": contrasts,
    "deeds": deeds,
    "key_gaps": key_gaps,
    "sentences": values_in_sentences,
}
"""Extractors that read the whole article."""
