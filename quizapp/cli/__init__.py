"""The `quizapp` command: everything that is done to the app from a shell."""

from __future__ import annotations

from importlib import import_module

import click

# name: (module and its variable, one line of help). Listing the commands must not import what they
# need.
_COMMANDS = {
    "serve": ("quizapp.cli.serve", "Serve the app until Ctrl-C."),
    "worker": ("quizapp.cli.worker", "Do what takes longer than a page may."),
    "db": ("quizapp.cli.database", "Look after the database."),
    "backup": ("quizapp.cli.backup:backup", "Copy the database, also while it is served."),
    "restore": ("quizapp.cli.backup:restore", "Put a copy in the place of the database."),
    "generate": ("quizapp.cli.generate", "Make facts and questions from an article."),
    "bank": ("quizapp.cli.bank", "Check, load and measure banks of questions."),
    "user": ("quizapp.cli.user", "Make and look after accounts."),
    "retention": ("quizapp.cli.retention:command", "Forget courses that are long over."),
    "audit": ("quizapp.cli.audit", "Check the audit trail of marks."),
    "demo": ("quizapp.cli.demo", "Make a teacher, students and a quiz, to show or to load it."),
    "doctor": ("quizapp.cli.doctor", "Check this machine and say what to mend."),
}


class _LazyGroup(click.Group):
    """A group that imports a command only when it is called, so that help comes at once."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module, _, variable = _COMMANDS[name][0].partition(":")
        command: click.Command = getattr(import_module(module), variable or "command")
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])


@click.command(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Settings such as DATABASE_URL, PORT and SECRET_KEY are read from the environment. "
    "Add --help to any command to read more of it.",
)
@click.version_option(package_name="quizapp", message="%(prog)s %(version)s")
def main() -> None:
    """Quizzes and flashcards from articles: every question shows the words that prove it.

    To begin: quizapp serve
    """
