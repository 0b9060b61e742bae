"""Text from outside without control signs and other signs that nobody sees."""

import re
import unicodedata

_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    r"""Text without control signs and without signs that turn the direction of reading; white space becomes a space.

    >>> clean("a\x00b\tc")
    'ab c'
    """
    if text.isprintable():  # nothing to take out, as in nearly every text
        return text
    spaced = "".join(" " if sign in "\t\r\n" else sign for sign in text)
    return _UNSEEN.sub("", "".join(sign for sign in spaced if unicodedata.category(sign) != "Cc"))
