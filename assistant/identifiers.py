"""Numbers that name one person or account, told from other digits by their check digits. Pure."""

import re

_IBAN_LENGTH = range(15, 35)


def is_iban(text: str) -> bool:
    """Return whether a text is an international bank account number (ISO 13616, remainder 1 modulo 97).

    >>> is_iban("DE89 3704 0044 0532 0130 00"), is_iban("DE89 3704 0044 0532 0130 01")
    (True, False)
    """
    bare = re.sub(r"\s", "", text).upper()
    if len(bare) not in _IBAN_LENGTH or not bare.isascii() or not bare.isalnum():
        return False
    return int("".join(str(int(sign, 36)) for sign in bare[4:] + bare[:4])) % 97 == 1


def is_tax_id(text: str) -> bool:
    """Return whether a text is a German tax identification number: 11 digits, the last checked by ISO 7064, MOD 11,10.

    >>> is_tax_id("86 095 742 719"), is_tax_id("86 095 742 718")
    (True, False)
    """
    digits = [int(sign) for sign in text if sign.isdigit()]
    if len(digits) != 11 or digits[0] == 0:
        return False
    product = 10
    for digit in digits[:-1]:
        total = (digit + product) % 10 or 10
        product = 2 * total % 11
    return (11 - product) % 10 == digits[-1]


def is_insurance_number(text: str) -> bool:
    """Return whether a text is a German pension insurance number: area, date of birth, letter, serial and check digit.

    The letter counts as two digits; weights 2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1, sums of digits, modulo 10 (VKVV, § 4).

    >>> is_insurance_number("65 170839 J 003"), is_insurance_number("65 170839 J 004")
    (True, False)
    """
    bare = re.sub(r"\s", "", text).upper()
    if not re.fullmatch(r"\d{8}[A-Z]\d{3}", bare):
        return False
    digits = f"{bare[:8]}{ord(bare[8]) - 64:02}{bare[9:11]}"
    weighted = (int(digit) * weight for digit, weight in zip(digits, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1), strict=True))
    return sum(product // 10 + product % 10 for product in weighted) % 10 == int(bare[-1])
