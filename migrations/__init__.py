"""Alembic's environment and the revisions. Plain SQL, one statement for each `op.execute`."""
