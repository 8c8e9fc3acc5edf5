"""Codes of a second factor (RFC 6238), its QR picture, and recovery codes; the door to pyotp and segno."""

import io
import secrets
from datetime import datetime

ISSUER = "Lotse"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is easily misread; 32 of them are 5 bits each


def new_secret() -> str:
    """Return a random secret of 160 bits in base32."""
    import pyotp

    return pyotp.random_base32()


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the time step whose code this is, of the present one and its neighbours; None for a wrong code."""
    import pyotp
    from pyotp.exceptions import OTPVerificationError

    digits = code.replace(" ", "")
    if not (digits.isascii() and digits.isdigit()):
        return None
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode(digits, for_time=now.timestamp(), valid_window=1)
    except OTPVerificationError:
        return None


def picture(secret: str, login: str) -> bytes:
    """Return a QR code as SVG for an authenticator app."""
    import pyotp
    import segno

    address = pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=5, border=4, dark="#000", light="#fff")
    return drawn.getvalue()


def recovery_codes(n: int = 8) -> tuple[str, ...]:
    """Return random codes of 80 bits, each in four groups."""
    return tuple("-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4)) for _ in range(n))
