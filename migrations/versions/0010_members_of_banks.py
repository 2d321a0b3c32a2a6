"""Banks have members, and a visibility; whoever made a bank in the app owns it.

Every bank stays there for everyone, so that no learner loses one. Banks that were loaded from files
belong to the server. Whoever kept the server until now is the earliest teacher.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_VISIBILITIES = "visibility IN ('private', 'link', 'everyone')"

# Who worked on a bank: first those who drafted articles for it, then those who worded its questions
# or decided on its drafts, each by time. Who is no teacher any more is none of them.
_WORKERS = sa.text(
    """
    SELECT bank.id, bank.loaded_hash, work.user_id, work.at
    FROM bank
    JOIN (
        SELECT source.bank_id AS bank_id, run.author_id AS user_id, run.created_at AS at,
               0 AS sort
        FROM generation_run AS run JOIN source ON source.id = run.source_id
        UNION ALL
        SELECT question.bank_id, question_version.author_id, question_version.created_at, 1
        FROM question_version JOIN question ON question.id = question_version.question_id
        WHERE question_version.author_id IS NOT NULL
        UNION ALL
        SELECT question.bank_id, draft.decided_by, draft.decided_at, 2
        FROM draft JOIN question ON question.id = draft.question_id
        WHERE draft.decided_by IS NOT NULL
    ) AS work ON work.bank_id = bank.id
    JOIN user_account ON user_account.id = work.user_id
    WHERE user_account.role IN ('teacher', 'admin')
    ORDER BY bank.id, work.sort, work.at, work.user_id
    """
)


def upgrade() -> None:
    # Columns are added without rebuilding the table: SQLite would rewrite all that points at it.
    op.execute(
        "ALTER TABLE bank ADD COLUMN visibility VARCHAR(16) DEFAULT 'private' NOT NULL "
        f"CONSTRAINT ck_bank_visibility_known CHECK ({_VISIBILITIES})"
    )
    op.add_column("bank", sa.Column("link_token", sa.String(64), nullable=True))
    op.create_index("uq_bank_link_token", "bank", ["link_token"], unique=True)
    membership = op.create_table(
        "membership",
        sa.Column("bank_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("bank_id", "user_id", name="pk_membership"),
        sa.ForeignKeyConstraint(
            ["bank_id"], ["bank.id"], name="fk_membership_bank_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_membership_user_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["added_by"], ["user_account.id"], name="fk_membership_added_by", ondelete="SET NULL"
        ),
        sa.CheckConstraint(
            "role IN ('viewer', 'editor', 'owner')", name="ck_membership_role_known"
        ),
    )
    op.create_index("ix_membership_user_id", "membership", ["user_id"])
    op.execute("UPDATE bank SET visibility = 'everyone'")
    op.execute(
        "UPDATE user_account SET role = 'admin' WHERE id = "
        "(SELECT min(id) FROM user_account WHERE role = 'teacher') "
        "AND NOT EXISTS (SELECT 1 FROM user_account AS other WHERE other.role = 'admin')"
    )
    members: dict[tuple[int, int], dict[str, object]] = {}
    owned: set[int] = set()
    for bank_id, loaded_hash, user_id, at in op.get_bind().execute(
        _WORKERS.columns(at=sa.DateTime(timezone=True))
    ):
        if (bank_id, user_id) in members:
            continue
        owns = not loaded_hash and bank_id not in owned
        owned.add(bank_id)
        members[bank_id, user_id] = {
            "bank_id": bank_id,
            "user_id": user_id,
            "role": "owner" if owns else "editor",
            "added_by": None,
            "created_at": at,
        }
    if members:
        op.bulk_insert(membership, list(members.values()))


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
