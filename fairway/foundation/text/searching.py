"""What a search compares: letters without case and accents, words without punctuation."""

import re
import unicodedata

# Letters that Unicode does not take apart although readers leave out the stroke.
STROKES = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
    }
)
# Marks on Latin, Greek, Cyrillic, Hebrew and Arabic letters; elsewhere marks are vowels.
ACCENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
WITHIN_WORDS = re.compile("['’‘ʼ`´.]")
_PLAIN = {
    code: None if chr(code) in "'`." else chr(code).lower() if chr(code).isalnum() else " "
    for code in range(128)
}


def fold(text: str) -> str:
    """“Łukasz O’Brien-Ñandú” becomes “lukasz obrien nandu”; the same for what is typed to find it."""
    if text.isascii():
        return " ".join(text.translate(_PLAIN).split())
    return _fold_any(text)


def _fold_any(text: str) -> str:
    before = None
    while text != before:
        before = text
        text = ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()).translate(STROKES))
        text = unicodedata.normalize("NFC", text)
    return " ".join(_words(WITHIN_WORDS.sub("", text)))


def _words(text: str) -> list[str]:
    # Vowel signs of Indic scripts are no `\w`, yet part of their word.
    kept = "".join(
        character if character.isalnum() or unicodedata.category(character)[0] == "M" else " "
        for character in text
    )
    return kept.split()
