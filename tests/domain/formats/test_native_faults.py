"""Broken banks are told apart file by file and line by line, with a way to mend them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.domain.banks import Bank
from quizapp.domain.formats.faults import FileFault, InvalidBankFiles
from quizapp.domain.formats.native import read_bank, write_bank
from quizapp.domain.formats.yaml_text import read_yaml

Files = dict[str, bytes]
Replaced = Callable[[str, str, str], Files]


def faults_of(files: Mapping[str, bytes]) -> list[str]:
    with pytest.raises(InvalidBankFiles) as caught:
        read_bank(files)
    assert list(caught.value.faults) == sorted(caught.value.faults)
    assert all(isinstance(fault, FileFault) and fault.remedy for fault in caught.value.faults)
    return str(caught.value).splitlines()


BROKEN = [
    # What is exchanged in which file, and how the first line about it starts.
    ("bank.yaml", "id: alliance", "id: The Alliance", "bank.yaml:2: “The Alliance” is not an id."),
    ("bank.yaml", "title: The", "titel: The", "bank.yaml:2: “title” is missing."),
    ("bank.yaml", "title: The alliance", "title:", "bank.yaml:3: “title” is missing."),
    ("bank.yaml", "title: The alliance", "title: ''", "bank.yaml:3: It is empty."),
    ("bank.yaml", "[upi]", "[upi, upj]", "bank.yaml:7: There is no file sources/upj.md. Did you"),
    ("bank.yaml", "[upi]", "[upi, other]", "bank.yaml:7: There is no file sources/other.md. Write"),
    ("bank.yaml", "[upi]", "[upi, upi]", "bank.yaml:7: 2 have this id."),
    ("bank.yaml", "[upi]", "upi", "bank.yaml:7: “sources” must be a list and is a text."),
    ("bank.yaml", "[upi]", "[]", "sources/upi.md:1: bank.yaml does not list this source."),
    ("bank.yaml", "{id: forces, title: Forces}", "forces", "bank.yaml:6: “topics.0” must be names"),
    ("bank.yaml", "id: forces", "id: Forces!", "bank.yaml:6: “Forces!” is not an id."),
    ("bank.yaml", "title: Forces", "title: ''", "bank.yaml:6: It is empty. Write a title."),
    (
        "bank.yaml",
        "title: Forces}",
        "title: Ships, not men}",
        "bank.yaml:6: “not men” is not a name",
    ),
    ("bank.yaml", "language: en", "speech:", "bank.yaml:4: “speech” is not a name that is known"),
    ("bank.yaml", "language: en", "language: en\nspeech:", "bank.yaml:5: “speech” is not a name"),
    ("bank.yaml", "language: en", "title: Twice", "bank.yaml:4: “title” is there twice; the first"),
    ("bank.yaml", "language: en", "language: &x en", "bank.yaml:4: “&x” is an anchor."),
    ("bank.yaml", "language: en", "language: *x", "bank.yaml:4: “*x” is an alias."),
    ("bank.yaml", "language: en", "language: !!python/name:os x", "bank.yaml:4: “tag:yaml.org"),
    ("bank.yaml", "language: en", "[a, b]: en", "bank.yaml:4: A name has to be a text."),
    ("bank.yaml", "language: en", "---\nlanguage: en", "bank.yaml:5: A second document"),
    ("bank.yaml", "language: en", "language: a\x0bb", "bank.yaml:4: There is a character that"),
    ("bank.yaml", "language: en", "language: a\u2028b", "bank.yaml:4: There is an unusual line"),
    ("bank.yaml", "language: en", "\tlanguage: en", "bank.yaml:4: This is not YAML: found a tab"),
    ("bank.yaml", "language: en", "language: a: b", "bank.yaml:4: This is not YAML: mapping val"),
    ("bank.yaml", "language: en", "language: 'en", "bank.yaml:4: This is not YAML: found unexp"),
    ("bank.yaml", "language: en", "language: [en", "bank.yaml:5: This is not YAML: did not find"),
    ("bank.yaml", "language: en", "language: {{x}} y", "bank.yaml:4: This is not YAML: did not"),
    ("bank.yaml", "title: The", "title: No. # 1 The", "bank.yaml:3: What follows “No.”"),
    ("bank.yaml", "language: en", "language: en # English", "bank.yaml:4: What follows “en”"),
    ("bank.yaml", ", title: Forces}", ", title: On #1\n}", "bank.yaml:6: What follows “On”"),
    ("bank.yaml", "language: en", "%", "bank.yaml:4: This is not YAML"),
    ("sources/upi.md", "---\ntitle", "title", "sources/upi.md:1: The lines about the source are"),
    ("sources/upi.md", "01-11\n---\n", "01-11\n", "sources/upi.md:1: The lines about the source"),
    ("sources/upi.md", "publisher: UPI\n", "", "sources/upi.md:2: “publisher” is missing."),
    ("sources/upi.md", "publisher:", "printer:", "sources/upi.md:2: “publisher” is missing."),
    ("sources/upi.md", "2023-01-11", "11 January", "sources/upi.md:4: “11 January” is not a date."),
    ("sources/upi.md", "Marines reorganise", "a: b", "sources/upi.md:2: This is not YAML"),
    (
        "sources/upi.md",
        "2,000",
        "2,001",
        "facts.yaml:11: “has 2,000 marines” stands no",
    ),
    ("sources/upi.md", "Okinawa", "Oki\x00nawa", "sources/upi.md:9: There is a character that"),
    ("facts.yaml", "facts:", "fact:", "facts.yaml:2: Only facts: may stand here."),
    ("facts.yaml", "facts:", "extra: 1\nfacts:", "facts.yaml:2: Only facts: may stand here."),
    ("facts.yaml", "id: regiment-size", "id: Size", "facts.yaml:3: “Size” is not an id."),
    (
        "facts.yaml",
        "kind: quantity",
        "kind: quantty",
        "facts.yaml:4: “quantty” is not known here. D",
    ),
    (
        "facts.yaml",
        "kind: quantity",
        "kind: zzz",
        "facts.yaml:4: “zzz” is not known here. Write on",
    ),
    ("facts.yaml", "kind: quantity", "kind: [a]", "facts.yaml:4: “kind” must be a text and is a l"),
    ("facts.yaml", "topic: forces", "topic: force", "facts.yaml:5: There is no topic “force”."),
    (
        "facts.yaml",
        "relation: has",
        "relation: {a: b}",
        "facts.yaml:7: “relation” must be a text an",
    ),
    (
        "facts.yaml",
        "relation: has",
        "relation: [has]",
        "facts.yaml:7: “relation” must be a text and",
    ),
    ("facts.yaml", "    relation: has\n", "", "facts.yaml:3: “relation” is missing."),
    (
        "facts.yaml",
        "has 2,000 marines.",
        "has marines.",
        "facts.yaml:8: The value “2,000” stands 0",
    ),
    ("facts.yaml", "type: quantity", "type: amount", "facts.yaml:9: “amount” is not known here."),
    ("facts.yaml", "{type: quantity, ", "{", "facts.yaml:9: “value.type” is missing."),
    (
        "facts.yaml",
        "number: 2000",
        "number: many",
        "facts.yaml:9: “value.number” must be a number.",
    ),
    ("facts.yaml", "number: 2000", "number: NaN", "facts.yaml:9: “value.number” must be a number."),
    ("facts.yaml", "number: 2000", "number: [2]", "facts.yaml:9: “value.number” must be a number."),
    ("facts.yaml", "counts: people", "cuonts: people", "facts.yaml:9: “cuonts” is not a name that"),
    ("facts.yaml", "counts: people, ", "", "facts.yaml:9: “value.counts” is missing."),
    ("facts.yaml", "source: upi", "source: ap", "facts.yaml:11: There is no source “ap”."),
    ("facts.yaml", 'quote: "has', 'quote: "had', "facts.yaml:11: “had 2,000 marines” stands nowhe"),
    ("facts.yaml", "source: upi, ", "", "facts.yaml:11: “evidence.0.source” is missing."),
    ("facts.yaml", "source: upi", "sauce: upi", "facts.yaml:11: “evidence.0.source” is missing."),
    ("facts.yaml", 'marines", value', 'marines", walue', "facts.yaml:11: “evidence.0.value” is"),
    (
        "facts.yaml",
        "status: approved",
        "flags: {hedged: maybe}",
        "facts.yaml:12: “flags.hedged” mus",
    ),
    (
        "facts.yaml",
        "status: approved",
        "flags: {hegded: true}",
        "facts.yaml:12: “hegded” is not a n",
    ),
    (
        "facts.yaml",
        "status: approved",
        "state: approved",
        "facts.yaml:12: “state” is not a name th",
    ),
    (
        "facts.yaml",
        "status: approved",
        "conflicts_with: [x]",
        "facts.yaml:12: There is no fact “x”",
    ),
    (
        "facts.yaml",
        "status: approved",
        "superseded_by: x",
        "facts.yaml:12: There is no fact “x”",
    ),
    (
        "questions.yaml",
        "kind: true_false",
        "kind: true",
        "questions.yaml:15: “true” is not known",
    ),
    ("questions.yaml", "kind: true_false", "kind: [x]", "questions.yaml:15: “kind” must be a text"),
    ("questions.yaml", "    kind: true_false\n", "", "questions.yaml:14: “kind” is missing."),
    ("questions.yaml", "key: true", "key: right", "questions.yaml:19: “key” must be true or false"),
    ("questions.yaml", "key: a", "key: c", "questions.yaml:11: No option has the id “c”."),
    ("questions.yaml", "3,000", "2,000", "questions.yaml:8: “2,000” is there twice."),
    ("questions.yaml", "fact: regiment-size", "fact: x", "questions.yaml:7: There is no fact “x”."),
    ("questions.yaml", "id: b, ", "id: b, fact: y, ", "questions.yaml:10: There is no fact “y”."),
    ("questions.yaml", "id: b, ", "", "questions.yaml:10: “options.1.id” is missing."),
    (
        "questions.yaml",
        "- {id: b",
        "- two\n      - {id: b",
        "questions.yaml:10: “options.1” must be n",
    ),
    (
        "questions.yaml",
        "size-true",
        "size-choice",
        "questions.yaml:14: “regiment-size-choice” is the",
    ),
    (
        "questions.yaml",
        "  - id: regiment-size-true",
        "  - x\n  - id: y",
        "questions.yaml:14: Names w",
    ),
]


@pytest.mark.parametrize(("path", "old", "new", "expected"), BROKEN, ids=lambda x: ascii(x)[:30])
def test_a_fault_is_named_with_its_line(
    replaced: Replaced, path: str, old: str, new: str, expected: str
) -> None:
    lines = faults_of(replaced(path, old, new))
    assert any(line.startswith(expected) for line in lines), lines


WHOLE_FILES = [
    (b"", "1: The file is empty."),
    (b" \n\n", "1: The file is empty."),
    (b"# nothing\n", "1: Nothing is written here."),
    (b"~", "1: Names with values are expected here."),
    (b"just words", "1: Names with values are expected here."),
    (b"- a\n- list", "1: Names with values are expected here."),
    (b"id: a\ntitle: \xff\n", "2: The file is not in UTF-8."),
    ("id: a\n".encode("utf-16"), "1: The file is not in UTF-8."),
    ("\ufeffid: a\ntitle: A\n".encode(), "1: The file starts with a byte order mark."),
    (b"id: a\r\ntitle: A\r\n", "1: The line ends the Windows way (CRLF)."),
    (b"id: a\ntitle: A\rlanguage: en\n", "2: The line ends the Windows way (CRLF)."),
    (b"a" * 5_000_001, "1: The file is larger than 5 MB."),
    (b"[" * 200_000, "1: Lists are nested too deep."),
    (b"- " * 200_000, "1: Lists are nested too deep."),
    (b"{a: " * 200_000, "1: Lists are nested too deep."),
    (b"a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "2: “*a” is an alias."),
    (b"a: &a [*a]\n", "1: “*a” is an alias."),
    (b"\x00\x01", "1: There is a character that nobody can see (code 0)."),
]


@pytest.mark.parametrize("path", ["bank.yaml", "facts.yaml", "questions.yaml"])
@pytest.mark.parametrize(("data", "expected"), WHOLE_FILES, ids=lambda x: ascii(x)[:30])
def test_a_file_that_is_no_yaml_of_ours_is_refused_in_words(
    files: Files, path: str, data: bytes, expected: str
) -> None:
    lines = faults_of(files | {path: data})
    if "Names with values" in expected and path != "bank.yaml":
        expected = f"1: Only {path.removesuffix('.yaml')}: may stand here."
    assert any(line.startswith(f"{path}:{expected}") for line in lines), lines


@pytest.mark.parametrize("code", [0, 0x1F, 0x7F, 0x80, 0x84, 0x85, 0x86, 0x9F, 0xFEFF, 0xFFFE])
@pytest.mark.parametrize("path", ["bank.yaml", "sources/upi.md"])
def test_a_character_that_yaml_forbids_is_pointed_at(
    replaced: Replaced, path: str, code: int
) -> None:
    (line,) = faults_of(replaced(path, "title: ", f"title: {chr(code)}a"))
    assert line.startswith((f"{path}:3: There is a", f"{path}:2: There is a"))


def test_a_list_that_is_none_is_refused(files: Files) -> None:
    assert faults_of(files | {"facts.yaml": b"facts: {a: b}\n"}) == [
        "facts.yaml:1: “facts” must be a list. Start each entry with a hyphen."
    ]


def test_a_missing_bank_file_is_the_only_fault_of_a_bank_that_is_sound_otherwise(
    files: Files,
) -> None:
    del files["bank.yaml"]
    assert faults_of(files) == [
        "bank.yaml:1: The file is missing. Write it, with id:, title:, topics: and sources: in it."
    ]


def test_a_broken_file_hides_no_fault_of_another_and_makes_no_false_ones(
    replaced: Replaced, files: Files
) -> None:
    broken = dict(files)
    broken["sources/upi.md"] = b"no head"
    broken["facts.yaml"] = b"facts: [\n"
    broken["questions.yaml"] = replaced("questions.yaml", "key: a", "key: c")["questions.yaml"]
    places = [line.split(": ")[0] for line in faults_of(broken)]
    assert places == ["facts.yaml:2", "questions.yaml:11", "sources/upi.md:1"]


def test_a_broken_fact_is_no_missing_fact(replaced: Replaced) -> None:
    lines = faults_of(replaced("facts.yaml", "kind: quantity", "kind: nothing at all"))
    assert [line.split(":")[:2] for line in lines] == [["facts.yaml", "4"]]


def test_a_quote_in_a_broken_source_is_not_called_missing(replaced: Replaced) -> None:
    lines = faults_of(replaced("sources/upi.md", "publisher", "printer"))
    assert {line.split(":")[0] for line in lines} == {"sources/upi.md"}


def test_every_fault_of_all_files_comes_at_once_in_order(files: Files) -> None:
    broken = {
        path: data.replace(b"topic: forces", b"topic: x").replace(b"title: The", b"title: a: b")
        for path, data in files.items()
    }
    broken["questions.yaml"] += b"    colour: red\n    corection: x\n"
    broken["notes.yaml"] = b""
    broken["sources/deep/upi.md"] = b""
    broken["question.yaml"] = b""
    assert [line.split(": ")[0] for line in faults_of(broken)] == [
        "bank.yaml:3",
        "notes.yaml:1",
        "question.yaml:1",
        "questions.yaml:20",
        "questions.yaml:21",
        "sources/deep/upi.md:1",
    ]
    lines = faults_of(broken)
    assert lines[2].endswith("Call it questions.yaml, or delete it.")
    assert "Known are: id, topic, context, stem" in lines[3]
    assert lines[4].endswith("Did you mean “correction”?")


def test_names_with_dots_are_found_again(files: Files) -> None:
    facts = files["facts.yaml"].replace(b"regiment-size", b"a.b.c").replace(b"upi", b"ap")
    questions = files["questions.yaml"].replace(b"fact: regiment-size", b"fact: a.b.c")
    assert [
        line.split(". ")[0]
        for line in faults_of(files | {"facts.yaml": facts, "questions.yaml": questions})
    ] == ["facts.yaml:11: There is no source “ap”"]


def test_a_fault_reads_as_a_place_a_message_and_a_remedy() -> None:
    assert str(FileFault("a.yaml", 3, "It is empty.", "Write it.")) == (
        "a.yaml:3: It is empty. Write it."
    )
    assert str(FileFault("a.yaml", 3, "It is empty.")) == "a.yaml:3: It is empty."


SNIPPETS = st.one_of(
    st.binary(max_size=3),
    st.sampled_from(
        [
            *(b"\n", b"  ", b"- ", b": ", b"[", b"}", b'"', b"&a ", b"*a", b"!!map ", b"---\n"),
            *(b"id", b"kind: cloze", b"value: {type: date}", b"evidence:\n", b"null", b"? ", b"%A"),
        ]
    ),
)


# The bank is frozen.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["bank.yaml", "facts.yaml", "questions.yaml", "sources/upi.md"]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), SNIPPETS), min_size=1, max_size=4),
)
def test_whatever_is_typed_into_a_file_is_read_or_refused_in_words(
    bank: Bank, path: str, edits: list[tuple[float, int, bytes]]
) -> None:
    files = write_bank(bank)
    data = files[path]
    for place, removed, snippet in edits:
        at = int(place * len(data))
        data = data[:at] + snippet + data[at + removed :]
    try:
        read = read_bank(files | {path: data})
    except InvalidBankFiles as error:
        assert all(fault.line >= 1 and fault.message for fault in error.faults)
    else:
        assert read_bank(write_bank(read)) == read


@pytest.mark.parametrize(
    "line",
    [
        "title: 'No. # 1'",
        'title: "No. # 1"  # a comment after quotes',
        "title: No.#1",
        "# a line of its own\ntitle: x",
        "title: >-  # a comment before a text of several lines\n  x",
        "title:  # a comment before a list\n  - a",
        "topics: [a, b]  # a comment after a list",
    ],
)
def test_a_number_sign_that_cuts_no_text_is_no_fault(line: str) -> None:
    node, faults = read_yaml("bank.yaml", line)
    assert node is not None
    assert faults == []
