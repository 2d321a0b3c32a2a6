"""A small bank with every kind of value, a conflict, hedges and several right answers."""

from __future__ import annotations

from decimal import Decimal

from quizapp.domain.facts import (
    Bound,
    Date,
    Entity,
    Evidence,
    Fact,
    FactKind,
    Flags,
    Period,
    Quantity,
    Source,
    Text,
    Value,
)

HARBOUR = Source(
    id="harbour",
    title="A new harbour",
    publisher="The Coast Gazette",
    published="2023-01-12",
    text=(
        "Norland and Sudland signed the Harbour Pact in Port Arden on 11 January 2023. "
        "The pact was drafted in May 2021 and revised in October 2022.\n"
        "Anna Berg, the Norlandic minister of trade, and Carl Dahl, the Sudlandic minister of "
        "trade, signed it. Eva Falk is the prime minister of Norland. Gustav Holm is the prime "
        "minister of Sudland.\n"
        "About 50,000 sailors are based in Norland. More than 4,000 sailors took part in the "
        "exercise Grey Seal. The Third Squadron has about 3,400 sailors. Between 1,800 and 2,000 "
        "sailors belong to the Coast Guard. The two allies will start joint exercises on Seal "
        "Island in 2027. The Third Squadron will move to Seal Island by 2025.\n"
        "Article IV of the pact covers cyber attacks. The update adds attacks from space to it. "
        "Norland will raise spending on ports to 2 % of GDP over five years. Ice forces the "
        "harbour of Kallvik to close in winter. According to Berg, the harbour will not grow. "
        "The ministers condemned Ostland and Westland. The exercise could begin on "
        "13 January 2023."
    ),
)
WIRE = Source(
    id="wire",
    title="Pact signed",
    publisher="Northern News Agency (NNA)",
    published="2023-01-11",
    text=(
        "The Fourth Squadron, NNA reports, has its home port in Kallvik. The Sixth Squadron has "
        "its home port in Vestby. The Grey Guard has its home port in Ravnsund. Ships of the "
        "Coast Guard lie in Port Arden. The pact was signed by Anna Borg."
    ),
)


def fact(
    name: str,
    statement: str,
    value: Value,
    quote: str = "",
    *,
    question: str = "",
    subject: str = "The pact",
    relation: str = "",
    kind: FactKind = FactKind.EVENT,
    source: str = "harbour",
    proof: str = "",
    flags: Flags | None = None,
    also_true: tuple[str, ...] = (),
    conflicts_with: tuple[str, ...] = (),
    topic: str = "pact",
) -> Fact:
    return Fact(
        id=name,
        topic=topic,
        kind=kind,
        subject=subject,
        relation=relation or name,
        statement=statement,
        value=value,
        question=question,
        evidence=(Evidence(source, quote, proof or value.text),) if quote else (),
        flags=flags or Flags(),
        also_true=also_true,
        conflicts_with=conflicts_with,
    )


def number(digits: str, text: str, bound: Bound = Bound.EXACT, upper: str = "") -> Quantity:
    top = Decimal(upper) if upper else None
    return Quantity(Decimal(digits), "sailors", "people", text, bound, top)


FACTS = (
    fact(
        "pact-signed",
        "Norland and Sudland signed the Harbour Pact on 11 January 2023.",
        Date("2023-01-11", "11 January 2023"),
        "signed the Harbour Pact in Port Arden on 11 January 2023",
        question="On which day did Norland and Sudland sign the Harbour Pact?",
        kind=FactKind.DATE,
    ),
    fact(
        "pact-signed-where",
        "Norland and Sudland signed the Harbour Pact in Port Arden.",
        Entity("Port Arden", "city"),
        "Norland and Sudland signed the Harbour Pact in Port Arden on 11 January 2023",
        question="In which city did Norland and Sudland sign the Harbour Pact?",
        relation="signed in",
        kind=FactKind.PLACE,
    ),
    fact(
        "pact-drafted",
        "The Harbour Pact was drafted in May 2021.",
        Date("2021-05", "May 2021"),
        "drafted in May 2021",
        question="In which month was the Harbour Pact drafted?",
        relation="drafted in",
        kind=FactKind.DATE,
    ),
    fact(
        "pact-revised",
        "The Harbour Pact was revised in October 2022.",
        Date("2022-10", "October 2022"),
        "revised in October 2022",
        question="In which month was the Harbour Pact revised?",
        relation="revised in",
        kind=FactKind.DATE,
    ),
    fact(
        "norland-trade",
        "In January 2023 Anna Berg was the Norlandic minister of trade.",
        Entity("Anna Berg", "person", ("Berg",)),
        "Anna Berg, the Norlandic minister of trade",
        question="Who was the Norlandic minister of trade in January 2023?",
        subject="The Norlandic minister of trade",
        relation="is",
        kind=FactKind.OFFICE,
        topic="people",
    ),
    fact(
        "sudland-trade",
        "In January 2023 Carl Dahl was the Sudlandic minister of trade.",
        Entity("Carl Dahl", "person", ("Dahl",)),
        "Carl Dahl, the Sudlandic minister of trade",
        question="Who was the Sudlandic minister of trade in January 2023?",
        subject="The Sudlandic minister of trade",
        relation="is",
        kind=FactKind.OFFICE,
        topic="people",
    ),
    fact(
        "norland-premier",
        "In January 2023 Eva Falk was the prime minister of Norland.",
        Entity("Eva Falk", "person", ("Falk", "Falk Eva")),
        "Eva Falk is the prime minister of Norland",
        question="Who was the prime minister of Norland in January 2023?",
        subject="The prime minister of Norland",
        relation="is",
        kind=FactKind.OFFICE,
        topic="people",
    ),
    fact(
        "sudland-premier",
        "In January 2023 Gustav Holm was the prime minister of Sudland.",
        Entity("Gustav Holm", "person", ("Holm",)),
        "Gustav Holm is the prime minister of Sudland",
        question="Who was the prime minister of Sudland in January 2023?",
        subject="The prime minister of Sudland",
        relation="is",
        kind=FactKind.OFFICE,
        topic="people",
    ),
    fact(
        "sailors-in-norland",
        "About 50,000 sailors are based in Norland.",
        number("50000", "About 50,000", Bound.ABOUT),
        "About 50,000 sailors are based in Norland",
        question="How many sailors are based in Norland?",
        kind=FactKind.QUANTITY,
        topic="fleet",
    ),
    fact(
        "grey-seal-size",
        "More than 4,000 sailors took part in the exercise Grey Seal.",
        number("4000", "More than 4,000", Bound.MORE_THAN),
        "More than 4,000 sailors took part in the exercise Grey Seal",
        question="More than how many sailors took part in the exercise Grey Seal?",
        relation="has size",
        kind=FactKind.QUANTITY,
        topic="fleet",
    ),
    fact(
        "third-squadron-size",
        "The Third Squadron has about 3,400 sailors.",
        number("3400", "about 3,400", Bound.ABOUT),
        "has about 3,400 sailors",
        question="How many sailors does the Third Squadron have?",
        subject="Third Squadron",
        relation="has size",
        kind=FactKind.QUANTITY,
        topic="fleet",
    ),
    fact(
        "coast-guard-size",
        "Between 1,800 and 2,000 sailors belong to the Coast Guard.",
        number("1800", "Between 1,800 and 2,000", Bound.BETWEEN, "2000"),
        "Between 1,800 and 2,000 sailors belong to the Coast Guard",
        question="How many sailors belong to the Coast Guard?",
        subject="Coast Guard",
        relation="has size",
        kind=FactKind.QUANTITY,
        topic="fleet",
    ),
    fact(
        "seal-island-start",
        "Norland and Sudland will start joint exercises on Seal Island in 2027.",
        Date("2027", "2027"),
        "will start joint exercises on Seal Island in 2027",
        question="In which year will Norland and Sudland start joint exercises on Seal Island?",
        relation="starts in",
        kind=FactKind.DATE,
    ),
    fact(
        "squadron-moves",
        "The Third Squadron will move to Seal Island by 2025.",
        Date("2025", "2025"),
        "move to Seal Island by 2025",
        question="By which year will the Third Squadron move to Seal Island?",
        relation="moves by",
        kind=FactKind.DATE,
    ),
    fact(
        "article-iv-covers",
        "Article IV of the Harbour Pact covers cyber attacks.",
        Entity("Article IV", "article", ("Article 4", "Article Four")),
        "Article IV of the pact covers cyber attacks",
        question="Which article of the Harbour Pact covers cyber attacks?",
        kind=FactKind.TREATY_ARTICLE,
        topic="pact",
    ),
    fact(
        "port-spending",
        "Norland will raise spending on ports to 2 % of GDP.",
        Quantity(Decimal(2), "%", "share of GDP", "2 %"),
        "raise spending on ports to 2 % of GDP",
        question="To what share of GDP will Norland raise spending on ports?",
        kind=FactKind.QUANTITY,
        topic="fleet",
    ),
    fact(
        "spending-period",
        "Norland will raise spending on ports over five years.",
        Text("over five years", ("over three years", "over ten years", "within one year")),
        "over five years",
        question="Over what time will Norland raise spending on ports?",
        relation="takes",
        kind=FactKind.PERIOD,
        topic="fleet",
    ),
    fact(
        "kallvik-closes",
        "The harbour of Kallvik closes in winter because of ice.",
        Text("ice", ("storms", "strikes", "fog")),
        "Ice forces the harbour of Kallvik to close in winter",
        proof="Ice",
        question="Why does the harbour of Kallvik close in winter?",
        kind=FactKind.CAUSE,
        topic="fleet",
    ),
    fact(
        "harbour-will-not-grow",
        "The harbour of Port Arden will not grow.",
        Text("not grow", ("double in size",)),
        "According to Berg, the harbour will not grow",
        flags=Flags(negated=True, attributed_to="Anna Berg"),
        kind=FactKind.STATEMENT,
    ),
    fact(
        "condemned-ostland",
        "The ministers of Norland and Sudland condemned Ostland.",
        Entity("Ostland", "country"),
        "The ministers condemned Ostland",
        question="Which countries did the ministers of Norland and Sudland condemn?",
        relation="condemned",
        kind=FactKind.STATEMENT,
        topic="people",
    ),
    fact(
        "condemned-westland",
        "The ministers of Norland and Sudland condemned Westland.",
        Entity("Westland", "country"),
        "Ostland and Westland",
        question="Which countries did the ministers of Norland and Sudland condemn?",
        relation="condemned",
        kind=FactKind.STATEMENT,
        topic="people",
    ),
    fact(
        "ally-eastmark",
        "Norland renewed an old treaty with Eastmark.",
        Entity("Eastmark", "country"),
        question="With which country did Norland renew an old treaty?",
        relation="renewed with",
        topic="people",
    ),
    fact(
        "ally-highland",
        "Sudland sells ships to Highland.",
        Entity("Highland", "country"),
        question="To which country does Sudland sell ships?",
        relation="sells to",
        topic="people",
    ),
    fact(
        "exercise-begins",
        "The exercise Grey Seal could begin on 13 January 2023.",
        Date("2023-01-13", "13 January 2023"),
        "The exercise could begin on 13 January 2023",
        question="On which day could the exercise Grey Seal begin?",
        relation="begins",
        flags=Flags(hedged=True),
        kind=FactKind.DATE,
    ),
    fact(
        "survey-period",
        "The survey of Seal Island lasted from 3 to 5 June 2022.",
        Period("2022-06-03", "2022-06-05", "3 to 5 June 2022"),
        question="When did the survey of Seal Island take place?",
        relation="surveyed",
        kind=FactKind.PERIOD,
    ),
    fact(
        "signed-by-berg",
        "According to The Coast Gazette, Anna Berg signed the Harbour Pact for Norland.",
        Entity("Anna Berg", "person", ("Berg",)),
        "Anna Berg, the Norlandic minister of trade, and Carl Dahl",
        question="According to The Coast Gazette, who signed the Harbour Pact for Norland?",
        relation="signed for Norland",
        kind=FactKind.PERSON,
        flags=Flags(attributed_to="The Coast Gazette"),
        conflicts_with=("signed-by-borg",),
        topic="people",
    ),
    fact(
        "signed-by-borg",
        "Anna Borg signed the Harbour Pact for Norland.",
        Entity("Anna Borg", "person"),
        "The pact was signed by Anna Borg",
        question="Who signed the Harbour Pact for Norland?",
        relation="signed for Norland",
        source="wire",
        kind=FactKind.PERSON,
        topic="people",
    ),
    *(
        fact(
            f"home-of-{name}",
            f"The {unit} has its home port in {town}.",
            Entity(town, "city"),
            quote,
            question=f"In which town does the {unit} have its home port?",
            subject=f"the {unit}",
            relation="home port",
            source="wire",
            kind=FactKind.PLACE,
            topic="fleet",
        )
        for name, unit, town, quote in (
            ("fourth", "Fourth Squadron", "Kallvik", "has its home port in Kallvik"),
            ("sixth", "Sixth Squadron", "Vestby", "has its home port in Vestby"),
            ("guard", "Grey Guard", "Ravnsund", "has its home port in Ravnsund"),
        )
    ),
)
