"""What residents say of a contest's applications before the vote."""

from alembic import op

revision = "0006"
down_revision = "0005"

TABLES: tuple[str, ...] = ()


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
