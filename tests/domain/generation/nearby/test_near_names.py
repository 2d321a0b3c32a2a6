from __future__ import annotations

from quizapp.domain.facts import Entity, Text
from quizapp.domain.generation.nearby import nearby
from quizapp.domain.generation.nearby.background import Named
from quizapp.domain.generation.nearby.roles import roles

ANNA = Entity("Anna Berg", "person")


def texts(fact, background) -> list[str]:
    return [each.text for each in nearby(fact, background)]


def test_people_of_a_like_role_come_first(ask, around) -> None:
    fact = ask("Anna Berg signed the law.", ANNA)
    background = around(
        "",
        Named("Anna Berg", "person", "Prime Minister"),
        Named("Bo Lund", "person", "a baker in the port"),
        Named("Carl Dahl", "person", "Governor"),
        Named("Dana Roe", "person", "mayor of the town"),
        Named("Oslo Bank", "organisation"),
    )
    found = texts(fact, background)
    assert set(found[:2]) == {"Carl Dahl", "Dana Roe"}
    assert found[2:] == ["Bo Lund"]


def test_nobody_of_the_sentence_is_offered_not_even_by_surname(ask, around) -> None:
    fact = ask("Anna Berg founded it with Dahl and a friend.", ANNA)
    names = (Named("Carl Dahl", "person"), Named("Bo Lund", "person"))
    assert texts(fact, around("", *names)) == ["Bo Lund"]


def test_a_person_under_another_name_is_not_offered(ask, around) -> None:
    fact = ask("Anna Berg drew the bridge.", ANNA)
    names = (Named("Anna Maria Lindner", "person"), Named("Georg Berg", "person"))
    assert texts(fact, around("", *names)) == ["Georg Berg"]


def test_a_surname_alone_is_offered_only_beside_another(ask, around) -> None:
    names = (Named("Dahl", "person"), Named("Bo Lund", "person"))
    assert texts(ask("Anna Berg won.", ANNA), around("", *names)) == ["Bo Lund"]
    alone = ask("Atuhaire won.", Entity("Atuhaire", "person"))
    assert set(texts(alone, around("", *names))) == {"Bo Lund", "Dahl"}


def test_a_body_is_of_the_sort_that_is_asked_for(ask, around) -> None:
    value = Entity("Leiden University", "organisation")
    fact = ask("Leiden University found it.", value, "Which university found it?")
    background = around(
        "",
        Named("Uppsala University", "organisation"),
        Named("World Bank", "organisation"),
        Named("University Quarter 3", "organisation"),
        Named("Trade", "organisation"),
    )
    assert texts(fact, background) == ["Uppsala University"]
    anybody = ask("Leiden University found it.", value, "Which organisation found it?")
    assert set(texts(anybody, background)) == {"Uppsala University"}
    unsorted = ask("Kropka Foods found it.", Entity("Kropka Foods", "organisation"), "Who?")
    assert set(texts(unsorted, background)) == {"Uppsala University", "World Bank"}


def test_a_court_is_joined_by_courts_and_a_ministry_by_ministries(ask, around) -> None:
    court = ask("The High Court stopped it.", Entity("The High Court", "organisation"))
    found = list(nearby(court, around("The Supreme Court had agreed.")))
    assert {each.text for each in found} == {"Court of Appeal", "Constitutional Court"}
    assert {each.article for each in found} == {"the"}
    value = Entity("the Ministry of Fisheries", "organisation")
    assert len(texts(ask("Then the Ministry of Fisheries paid.", value), around())) >= 4
    town = ask("Graz District Court paid.", Entity("Graz District Court", "organisation"))
    assert texts(town, around()) == []


def test_a_country_is_joined_by_those_of_the_article_then_by_its_neighbours(ask, around) -> None:
    fact = ask("He was born in Hungary.", Entity("Hungary", "country"))
    late = f"{'It rained. ' * 40} He studied in Kenya."
    found = texts(fact, around(late, Named("Kenya", "country")))
    assert found[0] == "Kenya"
    assert set(found[1:]) == {"Slovakia", "Poland"}


def test_the_country_where_it_happens_is_no_wrong_answer(ask, around) -> None:
    fact = ask("Hungary sent a medical team.", Entity("Hungary", "country"))
    scene = around("A flood hit Kenya on Sunday.", Named("Kenya", "country"))
    assert "Kenya" not in texts(fact, scene)
    late = around(f"{'It rained. ' * 40} Nairobi is in Kenya.", Named("Kenya", "country"))
    linked = ask("Hungary has a cable of its own to Nairobi.", Entity("Hungary", "country"))
    assert "Kenya" not in texts(linked, late)


def test_a_neighbour_that_the_article_mentions_is_left_to_the_article(ask, around) -> None:
    fact = ask("He was born in Hungary.", Entity("Hungary", "country"))
    assert texts(fact, around("He had left Poland.")) == ["Slovakia"]


def test_neither_a_part_nor_the_whole_of_a_country_is_offered(ask, around) -> None:
    scotland = ask("It lies in Scotland.", Entity("Scotland", "country"))
    assert "Britain" not in texts(scotland, around())
    britain = ask("It lies in Britain.", Entity("Britain", "country"))
    assert set(texts(britain, around())) == {"France", "Belgium", "Netherlands", "Germany"}


def test_a_country_takes_the_article_that_it_needs(ask, around) -> None:
    fact = ask("It lies in France.", Entity("France", "country"))
    found = {each.text: each.article for each in nearby(fact, around())}
    assert found == {"Belgium": "", "Germany": "", "Netherlands": "the"}


def test_a_capital_is_joined_by_capitals_and_a_city_by_near_cities(ask, around) -> None:
    capital = ask("They met in Budapest.", Entity("Budapest", "city"))
    assert set(texts(capital, around())) == {"Warsaw", "Bratislava"}
    city = ask("They met in Szeged.", Entity("Szeged", "city"))
    assert texts(city, around("Hungary was cold."))[:2] == ["Debrecen", "Brno"]
    assert texts(city, around()) == []


def test_a_city_with_its_country_is_joined_by_such_cities(ask, around) -> None:
    fact = ask("She was born in Szeged, Hungary.", Entity("Szeged, Hungary", "city"))
    found = texts(fact, around("", Named("Warsaw", "city"), Named("Nairobi", "city")))
    assert found[:3] == ["Warsaw, Poland", "Debrecen, Hungary", "Brno, Slovakia"]
    assert not any("Nairobi" in each for each in found)
    elsewhere = ask("She was born in Szeged, Texas.", Entity("Szeged, Texas", "city"))
    assert texts(elsewhere, around()) == []


def test_an_unknown_city_has_those_of_the_article_only(ask, around) -> None:
    fact = ask("They met in Kallvik.", Entity("Kallvik", "city"))
    assert texts(fact, around("", Named("Vestby", "city"))) == ["Vestby"]


def test_other_kinds_of_value_have_nothing_near(ask, around) -> None:
    assert texts(ask("It closed because of ice.", Text("ice")), around()) == []


def test_words_beside_a_name_tell_the_sort_of_role() -> None:
    assert roles("Kenyan Foreign Minister") == {"official"}
    assert roles("an epidemiologist at the Centre") == {"scholar"}
    assert roles("who keeps bees") == frozenset()
