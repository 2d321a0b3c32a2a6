"""Compiled templates are kept where the disk takes them, and done without where it does not."""

import errno

import pytest
from jinja2 import DictLoader, Environment, FileSystemBytecodeCache

from quizapp.web.template_cache import TemplateCache


def drawn(folder):
    cache = TemplateCache(str(folder))
    templates = Environment(
        loader=DictLoader({"page": "Hello"}), bytecode_cache=cache, autoescape=True
    )
    return templates.get_template("page").render()


def test_a_template_is_compiled_once(tmp_path):
    assert drawn(tmp_path) == "Hello"
    (kept,) = tmp_path.iterdir()
    before = kept.stat().st_mtime_ns
    assert drawn(tmp_path) == "Hello"
    assert kept.stat().st_mtime_ns == before


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EROFS, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("step", ["dump_bytecode", "load_bytecode"])
def test_a_page_is_drawn_where_nothing_can_be_kept(tmp_path, monkeypatch, step, fault):
    def fail(*_):
        raise OSError(fault, "the disk")

    monkeypatch.setattr(FileSystemBytecodeCache, step, fail)
    assert drawn(tmp_path) == "Hello"


def test_a_page_is_drawn_where_the_folder_is_gone(tmp_path):
    assert drawn(tmp_path / "gone") == "Hello"
