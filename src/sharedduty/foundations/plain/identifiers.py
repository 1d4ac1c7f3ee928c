"""Checks on numbers that come from elsewhere:

NHS number, unique pupil number, postcode. They correct form, never facts.
"""

import re

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
POSTCODE = re.compile(
    r"(GIR|[A-PR-UWYZ](?:\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d{1,2}|[A-HK-Y]\d[ABEHMNPRVWXY]))(\d[ABD-HJLNP-UW-Z]{2})"
)


class BadIdentifier(ValueError):
    """An identifier that cannot be right. The message says why and how to mend it, and never repeats the number."""


def normalise_nhs_number(text: str) -> str:
    """The ten digits of an NHS number whose check digit is right.

    Spaces and hyphens are forgiven. The check (NHS Data Dictionary, modulus 11): digits one to nine times 10 down to
    2, summed; eleven less the remainder is the tenth digit, eleven counts as 0 and ten is never issued. Raises
    BadIdentifier.
    """
    digits = re.sub(r"[\s\-‐-―]+", "", text)
    if not re.fullmatch(r"[0-9]{10}", digits):
        raise BadIdentifier("An NHS number has 10 digits, for example 999 000 0018.")
    if len(set(digits)) == 1 or nhs_check_digit(digits[:9]) != int(digits[9]):
        raise BadIdentifier(
            "This NHS number fails its check digit, so a digit is wrong or two are swapped. Check it again."
        )
    return digits


def nhs_check_digit(first_nine: str) -> int:
    """The check digit for nine digits; 10 means that no such number is issued."""
    total = sum(int(digit) * weight for digit, weight in zip(first_nine, range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11


def format_nhs_number(digits: str) -> str:
    """An NHS number as people read it: 999 000 0018."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"


def normalise_upn(text: str) -> str:
    """A unique pupil number whose check letter is right: a letter and twelve digits, or eleven digits and a letter
    (temporary).

    Raises BadIdentifier. The check (Department for Education): signs two to thirteen times 2 to 13, summed, modulo 23
    picks the letter from A to Z without I, O and S.
    """
    signs = re.sub(r"\s+", "", text).upper()
    if not re.fullmatch(r"[A-Z][0-9]{11}[0-9A-Z]", signs):
        raise BadIdentifier(
            "A unique pupil number has 13 characters: a letter, then 12 digits (the last may be a letter)."
        )
    if signs[-1] in "IOS" or upn_check_letter(signs[1:]) != signs[0]:
        raise BadIdentifier(
            "This unique pupil number fails its check letter, so a character is wrong or two are swapped. Check it again."
        )
    return signs


def upn_check_letter(twelve: str) -> str:
    """The check letter for the twelve signs that follow it."""
    values = [int(sign) if sign.isdigit() else UPN_LETTERS.index(sign) for sign in twelve]
    return UPN_LETTERS[sum(value * weight for value, weight in zip(values, range(2, 14), strict=True)) % 23]


def normalise_postcode(text: str) -> str:
    """A United Kingdom postcode in its usual form, GL1 2TG.

    The form is checked, not whether it exists. Raises BadIdentifier.
    """
    signs = re.sub(r"[\s\-.]+", "", text).upper()
    found = POSTCODE.fullmatch(signs)
    if not found and re.fullmatch(r"[A-Z]{1,2}[0-9O][0-9A-Z]?[0-9O][A-Z]{2}", signs):
        found = POSTCODE.fullmatch(signs[:-3] + signs[-3].replace("O", "0") + signs[-2:])
    if not found:
        raise BadIdentifier("Enter a full postcode, for example GL1 2TG, or leave it blank if it is not known.")
    return f"{found[1]} {found[2]}"
