"""The command's help: complete, and there at once."""

import importlib
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from quizapp.cli import main


def test_help_lists_every_command_with_a_line():
    text = CliRunner().invoke(main, ["--help"]).output
    for name in ("serve", "db", "backup", "restore", "bank", "user", "demo", "doctor"):
        assert any(
            line.split()[:1] == [name] and len(line.split()) > 2 for line in text.splitlines()
        )


def test_help_imports_none_of_the_app():
    program = (
        "import sys; from quizapp.cli import main; main(['--help'], standalone_mode=False);"
        "heavy = {'flask', 'sqlalchemy', 'pydantic', 'alembic'} & set(sys.modules);"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "name", ["serve", "db", "backup", "restore", "bank", "user", "demo", "doctor"]
)
def test_every_command_explains_itself(name):
    command = main.get_command(click.Context(main), name)
    assert command is not None
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert importlib.import_module(command.callback.__module__).__doc__


def test_an_unknown_command_is_named():
    result = CliRunner().invoke(main, ["sevre"])
    assert result.exit_code == 2
    assert "sevre" in result.output


def test_python_runs_the_command_by_the_name_of_the_package():
    def said(*command):
        done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
        return done.stdout

    command = "from quizapp.cli import main; main(prog_name='quizapp')"
    assert said(sys.executable, "-m", "quizapp") == said(sys.executable, "-c", command)
