"""Names as a search sees them: any script, any case, accents and hyphens aside, and the short forms people go by.

What is kept of a person is never changed by this: the folded words live beside the record and serve matching alone.
"""

import csv
import functools
import unicodedata
from pathlib import Path

NICKNAMES = Path(__file__).with_name("data") / "nicknames.csv"
SHORTEST_PART = 3
LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "ŋ": "ng"}
)
# Cyrillic, Greek, Arabic with the letters Persian and Urdu add, Hebrew: letter by letter, as passports commonly do; an
# exact scheme matters less than that both spellings land close together.
_CYRILLIC_GREEK_ARABIC_HEBREW = """
а=a б=b в=v г=g ґ=g д=d е=e є=ye ё=e ж=zh з=z и=i і=i ї=yi й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ў=u
ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz
α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o
ا=a أ=a إ=i آ=a ء= ؤ=u ئ=i ب=b پ=p ت=t ٹ=t ث=th ج=j چ=ch ح=h خ=kh د=d ڈ=d ذ=dh ر=r ڑ=r ز=z ژ=zh س=s ش=sh ص=s
ض=d ط=t ظ=z ع=a غ=gh ف=f ق=q ک=k ك=k گ=g ل=l م=m ن=n ں=n ه=h ہ=h ھ=h ة=a و=w ى=a ي=y ی=y ے=e
א=a ב=b ג=g ד=d ה=h ו=v ז=z ח=ch ט=t י=y כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע=a פ=p ף=p צ=ts ץ=ts ק=k ר=r ש=sh ת=t
"""
ALPHABETS = dict(pair.split("=") for pair in _CYRILLIC_GREEK_ARABIC_HEBREW.split())
# Scripts whose letters carry their sound in their Unicode name: "DEVANAGARI LETTER KA", "HANGUL SYLLABLE GIM".
SOUNDED = {
    "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA",
    "HIRAGANA", "KATAKANA", "HANGUL", "ETHIOPIC",
}  # fmt: skip


def transliterate(text: str) -> str:
    """`text` in small Latin letters as far as it can be read so; signs of other scripts stay as they are."""
    letters = []
    for sign in unicodedata.normalize("NFKC", text).casefold():
        if sign in ALPHABETS:
            letters.append(ALPHABETS[sign])
        elif sign.isascii():
            letters.append(sign)
        else:
            _sound(sign, letters)
    return "".join(letters)


def _sound(sign: str, letters: list[str]) -> None:
    """Append the Latin reading of one sign that is not in the tables; vowel signs replace the vowel before them."""
    words = unicodedata.name(sign, "").split()
    if not words or words[0] not in SOUNDED:
        bare = "".join(c for c in unicodedata.normalize("NFKD", sign.translate(LATIN)) if not unicodedata.combining(c))
        letters.append(ALPHABETS.get(bare, bare))
        return
    if "VIRAMA" in words or "VOWEL" in words:
        if letters and letters[-1].endswith("a"):
            letters[-1] = letters[-1][:-1]
        if "VOWEL" in words:
            letters.append(words[-1].lower())
    elif "LETTER" in words or "SYLLABLE" in words:
        letters.append(words[-1].lower())
    elif {"ANUSVARA", "CANDRABINDU", "BINDI", "TIPPI"} & set(words):
        letters.append("n")


def fold(text: str) -> list[str]:
    """The words of a name as they are compared: Latin letters, no accents, apostrophes closed up, hyphens as spaces."""
    plain = transliterate(text)
    kept = ["" if sign in "'’ʼ`.ʻ" else sign if sign.isalnum() else " " for sign in plain]
    return "".join(kept).split()


def surname_words(text: str) -> list[str]:
    """The words a family name is found by: written together first, then each longer part of a double name."""
    parts = fold(text)
    return _distinct(["".join(parts), *(part for part in parts if len(parts) > 1 and len(part) >= SHORTEST_PART)])


def given_words(text: str) -> list[str]:
    """The words given names are found by: the first, each further one, and the first two written together."""
    parts = fold(text)
    return _distinct([*parts, *(["".join(parts[:2])] if len(parts) > 1 else [])])


def _distinct(words: list[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if word))


def search_pairs(given_names: str, family_name: str) -> list[tuple[str, str]]:
    """The (family, given) pairs under which one name is found; at most a handful."""
    surnames, givens = surname_words(family_name) or [""], given_words(given_names) or [""]
    pairs = [(surnames[0], given) for given in givens] + [(part, givens[0]) for part in surnames[1:]]
    return [pair for pair in dict.fromkeys(pairs) if pair != ("", "")]


def deletions(word: str) -> list[str]:
    """The word and every form of it with one letter left out: two words that share one differ by a slip of the pen."""
    return list(dict.fromkeys([word, *(word[:at] + word[at + 1 :] for at in range(len(word)))])) if word else []


@functools.cache
def short_forms() -> dict[str, frozenset[str]]:
    """Every given name with the names that commonly stand for the same one (our own list of English usage)."""
    related: dict[str, set[str]] = {}
    with NICKNAMES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            group = {row["name"], *row["short_forms"].split()}
            related.setdefault(row["name"], set()).update(group)
            for short in row["short_forms"].split():
                # A short form leads to its full name and that name's other short forms, not to every other full name.
                related.setdefault(short, set()).update(group)
    return {name: frozenset(others - {name}) for name, others in related.items()}


def same_given_name(one: str, other: str) -> bool:
    """Whether two folded given names are commonly forms of one name."""
    return other in short_forms().get(one, ())
