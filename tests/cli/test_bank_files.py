"""The folder of a bank is read without being led astray, and written whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizapp.cli.bank_files import (
    FILE_LIMIT,
    BankFolderError,
    files_hash,
    read_files,
    write_files,
)

FILES = {"bank.yaml": b"id: a\n", "facts.yaml": b"facts:\n", "sources/one.md": b"---\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_files(tmp_path / "bank", FILES)
    return tmp_path / "bank"


def refusal(folder: Path) -> str:
    with pytest.raises(BankFolderError) as caught:
        read_files(folder)
    return caught.value.message


def test_what_is_written_is_read(folder: Path) -> None:
    assert read_files(folder) == FILES


def test_only_files_that_changed_are_written(folder: Path) -> None:
    before = (folder / "facts.yaml").stat().st_mtime_ns
    assert write_files(folder, FILES | {"bank.yaml": b"id: b\n"}) == ["bank.yaml"]
    assert (folder / "facts.yaml").stat().st_mtime_ns == before
    assert sorted(path.name for path in folder.iterdir()) == ["bank.yaml", "facts.yaml", "sources"]


def test_hidden_and_foreign_files_are_passed_over(folder: Path) -> None:
    for name in (".bank.yaml.swp", ".hidden.yaml", "picture.png", "facts.yaml~"):
        (folder / name).write_bytes(b"x")
    (folder / "old.yaml").mkdir()
    assert read_files(folder) == FILES


def test_a_missing_folder_and_a_folder_of_something_else_are_refused(tmp_path: Path) -> None:
    assert "is not a folder" in refusal(tmp_path / "nowhere")
    assert "has no bank.yaml" in refusal(tmp_path)


def test_a_link_out_of_the_folder_is_refused_and_one_within_is_followed(folder: Path) -> None:
    (folder / "sources" / "two.md").symlink_to("one.md")
    assert read_files(folder)["sources/two.md"] == b"---\n"
    outside = folder.parent / "secret.md"
    outside.write_text("secret")
    (folder / "sources" / "three.md").symlink_to(outside)
    assert "three.md is a link to a place outside" in refusal(folder)


def test_a_linked_folder_of_sources_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "sources").rename(tmp_path / "elsewhere")
    (folder / "sources").symlink_to(tmp_path / "elsewhere")
    assert "outside the folder" in refusal(folder)


def test_a_broken_or_circular_link_is_refused(folder: Path) -> None:
    (folder / "README.md").symlink_to("gone.md")
    assert "README.md is not a file" in refusal(folder)
    (folder / "README.md").unlink()
    (folder / "circle.md").symlink_to("circle.md")
    assert "circle.md is not a file" in refusal(folder)


def test_a_pipe_is_refused_without_waiting_for_it(folder: Path) -> None:
    os.mkfifo(folder / "notes.md")
    assert "notes.md is not a file" in refusal(folder)


def test_too_many_files_are_refused(folder: Path) -> None:
    for number in range(FILE_LIMIT):
        (folder / "sources" / f"s{number}.md").touch()
    assert f"A bank may have {FILE_LIMIT}" in refusal(folder)


def test_a_huge_file_is_not_read_to_its_end(folder: Path) -> None:
    with (folder / "facts.yaml").open("wb") as file:
        file.truncate(50_000_000)
    assert len(read_files(folder)["facts.yaml"]) == 5_000_001


@pytest.mark.parametrize("name", ["../bank.yaml", "/bank.yaml", "a\\b.yaml", "", "sources/../../x"])
def test_nothing_is_written_outside_the_folder(folder: Path, name: str) -> None:
    with pytest.raises(BankFolderError, match="does not lie within"):
        write_files(folder, {"bank.yaml": b"changed", name: b"x"})
    assert read_files(folder) == FILES


def test_sources_that_the_bank_no_longer_has_are_not_deleted_unasked(folder: Path) -> None:
    with pytest.raises(BankFolderError, match=r"one\.md, which the bank has not"):
        write_files(folder, {"bank.yaml": b"changed"})
    assert read_files(folder) == FILES


def test_a_disk_that_refuses_is_named(folder: Path) -> None:
    (folder / "questions.yaml").mkdir()
    with pytest.raises(BankFolderError, match="cannot be written"):
        write_files(folder, FILES | {"questions.yaml": b"questions:\n"})
    assert not list(folder.glob(".*"))


def test_the_hash_depends_on_paths_and_contents_only() -> None:
    assert files_hash(FILES) == files_hash(dict(reversed(FILES.items())))
    assert files_hash(FILES) != files_hash(FILES | {"bank.yaml": b"id: b\n"})
    assert files_hash({"a": b"", "b": b""}) != files_hash({"a": b"b\n0\n"})
