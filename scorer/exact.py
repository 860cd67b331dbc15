"""Exact numbers: what `fractions.Fraction` does, as far as weighing needs it.

Importing the standard one, with `decimal` and `re` behind it, costs as much as scoring a report. To a type checker
both are the same, and either takes the other in sums and comparisons.
"""

from __future__ import annotations

from math import gcd

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fractions import Fraction as Fraction
else:

    class Fraction:
        """An exact number in lowest terms, the denominator above zero; made of numbers, or of text as in YAML."""

        __slots__ = ("numerator", "denominator")

        def __init__(self, numerator=0, denominator=1):
            if isinstance(numerator, str):
                top, _, bottom = numerator.partition("/")
                whole, _, places = top.strip().partition(".")
                numerator = int(whole + places)
                denominator = 10 ** len(places) * int(bottom or 1)
            elif not (isinstance(numerator, int) and isinstance(denominator, int)):
                numerator, denominator = (
                    numerator.numerator * denominator.denominator,
                    numerator.denominator * denominator.numerator,
                )
            common = gcd(numerator, denominator) if denominator > 0 else -gcd(numerator, denominator)
            self.numerator = numerator // common
            self.denominator = denominator // common

        def __add__(self, other):
            bottom = other.denominator
            if bottom == self.denominator:
                return Fraction(self.numerator + other.numerator, bottom)
            return Fraction(self.numerator * bottom + other.numerator * self.denominator, self.denominator * bottom)

        def __sub__(self, other):
            return self + -other

        def __rsub__(self, other):
            return -self + other

        def __mul__(self, other):
            return Fraction(self.numerator * other.numerator, self.denominator * other.denominator)

        def __truediv__(self, other):
            return Fraction(self.numerator * other.denominator, self.denominator * other.numerator)

        def __rtruediv__(self, other):
            return Fraction(other.numerator * self.denominator, other.denominator * self.numerator)

        def __floordiv__(self, other):
            return (self.numerator * other.denominator) // (self.denominator * other.numerator)

        def __mod__(self, other):
            return self - other * (self // other)

        def __neg__(self):
            return Fraction(-self.numerator, self.denominator)

        def __abs__(self):
            return Fraction(abs(self.numerator), self.denominator)

        def __eq__(self, other):
            try:
                return self.numerator == other.numerator and self.denominator == other.denominator
            except AttributeError:
                return NotImplemented

        def __lt__(self, other):
            return self.numerator * other.denominator < other.numerator * self.denominator

        def __le__(self, other):
            return self.numerator * other.denominator <= other.numerator * self.denominator

        def __gt__(self, other):
            return self.numerator * other.denominator > other.numerator * self.denominator

        def __ge__(self, other):
            return self.numerator * other.denominator >= other.numerator * self.denominator

        def __hash__(self):
            return hash(self.numerator) if self.denominator == 1 else hash((self.numerator, self.denominator))

        def __bool__(self):
            return self.numerator != 0

        def __int__(self):
            whole = abs(self.numerator) // self.denominator  # towards zero, as int does
            return whole if self.numerator > 0 else -whole

        def __float__(self):
            return self.numerator / self.denominator

        def __str__(self):
            return str(self.numerator) if self.denominator == 1 else f"{self.numerator}/{self.denominator}"

        def __repr__(self):
            return f"Fraction({self.numerator}, {self.denominator})"

        __radd__ = __add__
        __rmul__ = __mul__
