"""Amounts in a sentence: three significant digits, as the language writes them."""


def dutch(value: float) -> str:
    """A whole number with points between thousands, to three significant digits.

    >>> dutch(242348.0), dutch(950.4)
    ('242.000', '950')
    """
    digits = max(0, len(str(int(abs(value)))) - 3)
    return f"{round(value, -digits):,.0f}".replace(",", ".")


def english(value: float) -> str:
    """A whole number with commas between thousands, to three significant digits.

    >>> english(242348.0), english(950.4)
    ('242,000', '950')
    """
    return dutch(value).replace(".", ",")
