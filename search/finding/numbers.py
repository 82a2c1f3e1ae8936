"""Numbers under a hundred, which some write as words and others as digits."""

from search.indexing import tokens

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {name: value for value, name in enumerate(ONES)} | {name: 10 * n for n, name in enumerate(TENS, start=2)}
JOINED = {f"{ten}{one}": 10 * n + value for n, ten in enumerate(TENS, start=2) for value, one in enumerate(ONES[:10])}


def in_other_writing(word: str) -> list[str]:
    """Return the words of a number that was typed in digits, or the digits of one in a word; nothing for others."""
    if word.isascii() and word.isdecimal() and len(word) <= 2 and int(word) > 1:
        return [tokens.stem(part) for part in _in_words(int(word))]
    value = NUMBERS.get(word, JOINED.get(word, 0))
    return [str(value)] if value > 1 else []


def _in_words(value: int) -> list[str]:
    if value < len(ONES):
        return [ONES[value]]
    ten, one = divmod(value, 10)
    return [TENS[ten - 2], *([ONES[one]] if one else [])]
