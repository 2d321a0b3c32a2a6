"""${message}.

Before you commit this file, read it once more as the database would:
- It must not import quizapp: models change later, a migration never does.
- Released migrations are never edited; add another.
- Everything runs in one transaction with SQLite's foreign keys off. To change a table there,
  use op.batch_alter_table, which rebuilds it; name every constraint.
- No row of attempt, answer, mark or review may be lost: the upgrade counts them and refuses.
- A new column of a filled table needs a server_default, or a step that fills it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
