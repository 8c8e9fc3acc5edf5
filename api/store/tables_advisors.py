"""Tables of the people who work in the console: accounts, sessions, attempts to sign in, and the audit."""

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Index, Integer, String, Table, Text

from api.store.metadata import METADATA

ADVISORS = Table(
    "advisors", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("login", String(60), nullable=False, unique=True),  # in small letters
    Column("name", String(200), nullable=False),
    Column("email", String(254), nullable=False, unique=True),  # in small letters
    Column("role", String(10), nullable=False),
    Column("password", String(200), nullable=False, server_default=""),  # argon2id; empty: signs in elsewhere
    Column("enabled", Boolean, nullable=False),
    Column("totp_secret", String(64)),
    Column("totp_confirmed", Boolean, nullable=False),  # asked for from the first right code on
    Column("totp_used", Integer, nullable=False),  # the newest time step whose code was taken
    Column("created_at", DateTime(timezone=True), nullable=False),
)  # fmt: skip
RECOVERY_CODES = Table(
    "recovery_codes", METADATA,
    Column("advisor_id", Integer, ForeignKey("advisors.id", ondelete="CASCADE"), primary_key=True),
    Column("digest", String(64), primary_key=True),
)  # fmt: skip
SESSIONS = Table(
    "sessions", METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("digest", String(64), nullable=False, unique=True),  # SHA-256 of the token; the token is nowhere
    Column("advisor_id", Integer, ForeignKey("advisors.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("csrf", String(64), nullable=False),
    Column("complete", Boolean, nullable=False),  # False between password and second factor
    Column("browser", String(200), nullable=False),
    Column("begun_at", DateTime(timezone=True), nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False, index=True),
)  # fmt: skip
LOGIN_ATTEMPTS = Table(
    "login_attempts", METADATA,
    Column("key", String(80), primary_key=True),  # of an account or an address, as a digest
    Column("since", DateTime(timezone=True), nullable=False, index=True),
    Column("count", Integer, nullable=False),
)  # fmt: skip
AUDIT = Table(
    "audit", METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
    Column("who", String(100), nullable=False),  # a login, "asker" or "lotse"
    Column("action", String(60), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("detail", Text, nullable=False),  # never a question
    Index("audit_of_subject", "subject", "number"),
)  # fmt: skip
