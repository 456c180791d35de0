"""The tables of a ledger. Rows are added to them, never changed."""

import sqlalchemy as sa

metadata = sa.MetaData()
ledger_format = sa.Table("format", metadata, sa.Column("version", sa.Integer, primary_key=True))
source = sa.Table(
    "source",
    metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),  # zlib
)
report = sa.Table(
    "report",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("url", sa.Text, index=True),
    sa.Column("text_sha256", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),  # JSON of the rest
)
visits = sa.Table(
    "visit",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("url", sa.Text, nullable=False, index=True),
    sa.Column("body", sa.Text, nullable=False),  # JSON; the last row of an address counts
)
skip = sa.Table(
    "skip",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("advice", sa.Text, nullable=False),
)
names = sa.Table(
    "names",
    metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("content", sa.Text, nullable=False),
)
parse = sa.Table(
    "parse",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("block", sa.LargeBinary, nullable=False),
)
profile = sa.Table(
    "profile",
    metadata,
    sa.Column("report", sa.Text, primary_key=True),
    sa.Column("reader", sa.Text, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
annotation = sa.Table(
    "annotation",
    metadata,
    sa.Column("report", sa.Text, primary_key=True),
    sa.Column("reader", sa.Text, primary_key=True),
    sa.Column("refused", sa.Boolean, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),  # zlib of msgpack
)
record = sa.Table(
    "record",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, index=True),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
run = sa.Table(
    "run",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("inputs", sa.Text, nullable=False),
)
standing = sa.Table(
    "standing",
    metadata,
    sa.Column("run", sa.Integer, primary_key=True),
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("stands", sa.Boolean, nullable=False),
)
traced = sa.Table(
    "traced",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),  # order of tracing
    sa.Column("report", sa.Text, nullable=False),
    sa.Column("reader", sa.Text, nullable=False),  # key of the reading it was traced on
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("report", "reader"),
)
decision = sa.Table(
    "decision",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("run", sa.Integer, nullable=False),  # the last one before the decision; 0: none
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),  # JSON
)
story = sa.Table(
    "story",
    metadata,
    sa.Column("run", sa.Integer, primary_key=True),
    sa.Column("report", sa.Text, primary_key=True),
    sa.Column("story", sa.Text, nullable=False),  # where it stands from this run on
)
story_change = sa.Table(
    "story_change",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("run", sa.Integer, nullable=False),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),  # JSON
)
