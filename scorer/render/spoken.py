"""A criterion as sentences that a clerk reads aloud: what counts, what counts half, what does not count."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from scorer.locale.spoken import spoken
from scorer.text.lexicon import BUILTIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.locale.wording import Wording
    from scorer.rules.rubric import Criterion, Rubric, Sign
    from scorer.text.lexicon import Lexicon

_FEW = 3  # words of a list that are read out
_SHORT = 4  # a list of so many words is read out whole
_WRITTEN = 250  # more words than anybody writes down: brackets were multiplied out


class Way(NamedTuple):
    """One way to earn a verdict: a row of signs as a sentence."""

    verdict: str  # met, partial, exempt
    signs: tuple[str, ...]
    sentence: str


class Reading(NamedTuple):
    """A criterion read aloud."""

    ways: tuple[Way, ...]  # in the order of the verdicts; empty for a criterion that is judged in a built-in way
    limits: tuple[str, ...]  # what all ways share: what does not count, what counts half at most

    def number(self, sign: str) -> int | None:
        """The number of the first way that asks for a sign; the first is 1."""
        return next((at for at, way in enumerate(self.ways, 1) if sign in way.signs), None)


def read_aloud(criterion: Criterion, rubric: Rubric, wording: Wording) -> Reading:
    """The ways in which a criterion is met, met by half or exempt, as sentences in the language of `wording`."""
    if criterion.kind in ("off", "pending"):
        return Reading((), ())
    if criterion.kind != "signs":
        return Reading((), (_built_in(criterion, wording),))
    usual = _usual(criterion)
    told = {sign.id: _Told(sign, criterion, rubric.lexicon, wording, usual).sentence() for sign in criterion.signs}
    reasons = {sign.id: criterion.reasons.get(sign.reason) for sign in criterion.signs}
    both = spoken("both", wording.lang)
    ways = [Way("met", row, both.join(told[name] for name in row)) for row in criterion.met]
    for row in criterion.partial:
        reason = next((wording.of(found) for name in row if (found := reasons[name])), "")
        because = spoken("because", wording.lang, reason=reason) if reason else ""
        ways.append(Way("partial", row, both.join(told[name] for name in row) + because))
    ways += [Way("exempt", (rule.says,), told[rule.says]) for rule in criterion.exemptions if rule.says]
    hard, soft = usual
    spoiling = dict.fromkeys(sign.never for sign in criterion.signs if sign.never)
    limits = [spoken("else", wording.lang, words=few_words(name, rubric.lexicon, wording.lang)) for name in spoiling]
    limits += [
        spoken(key, wording.lang, flags=_flags(flags, wording))
        for key, flags in (("never", hard), ("half", soft))
        if flags
    ]
    return Reading(tuple(ways), tuple(limits))


def headed(reading: Reading, lang: str) -> Iterator[tuple[str, Sequence[tuple[int, str]]]]:
    """The verdicts of a reading in words, each with its numbered sentences."""
    for verdict in ("met", "partial", "exempt"):
        rows = [(at, way.sentence) for at, way in enumerate(reading.ways, 1) if way.verdict == verdict]
        if rows:
            yield spoken("rows." + verdict, lang), rows


def few_words(name: str, lexicon: Lexicon, lang: str) -> str:
    """The first few words of a class that differ most, and how many there are; a figure goes before words."""
    words = _words_of(name, lexicon)
    number = [spoken("figure", lang)] if _takes_figure(name, lexicon) else []
    shown = words if len(words) <= _SHORT else _varied(words)
    few = spoken("mark", lang).join(number + shown)
    if len(words) <= len(shown):
        return few
    return spoken("of", lang, few=few, all=len(words), more=len(words) - len(shown))


def _varied(words: list[str]) -> list[str]:
    """A few words that differ; of brackets multiplied out the short ones, which leave out what may be left out."""
    many = len(words) > _WRITTEN
    shown: list[str] = []
    for word in sorted(words, key=len) if many else words:
        if not any(word in other or other in word or (many and _alike(word, other)) for other in shown):
            shown.append(word)
        if len(shown) == _FEW:
            break
    return shown


def _alike(word: str, other: str) -> bool:
    return word[0] == other[0] or word[-1] == other[-1]


def _words_of(name: str, lexicon: Lexicon) -> list[str]:
    """The words of a class with those of the classes that it takes over, each once; `…` for a gap."""
    if name not in lexicon.names:
        return []
    words = ["…".join(lexicon.literals[part] for part in parts) for parts, _, _ in lexicon.members(name)]
    for taken in lexicon.takes(name):
        words += _words_of(taken, lexicon)
    return list(dict.fromkeys(words))


def _takes_figure(name: str, lexicon: Lexicon) -> bool:
    if name not in lexicon.names:
        return name in BUILTIN
    return bool(lexicon.patterns(name)) or any(_takes_figure(taken, lexicon) for taken in lexicon.takes(name))


def _usual(criterion: Criterion) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What most signs of a criterion do not count, and what they count half at most."""
    most = Counter((sign.hard, sign.soft) for sign in criterion.signs).most_common(1)
    return most[0][0] if most else ((), ())


def _flags(names: Sequence[str], wording: Wording) -> str:
    return _listed([spoken("flag." + name, wording.lang) for name in names], wording.lang)


def _listed(parts: Sequence[str], lang: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return spoken("and", lang).join(parts[:-1]) + spoken("last", lang) + parts[-1]


class _Told:
    """One sign on its way to a sentence."""

    def __init__(
        self,
        sign: Sign,
        criterion: Criterion,
        lexicon: Lexicon,
        wording: Wording,
        usual: tuple[tuple[str, ...], tuple[str, ...]],
    ) -> None:
        self.sign, self.criterion, self.lexicon, self.wording, self.usual = sign, criterion, lexicon, wording, usual

    def say(self, key: str, **values: object) -> str:
        return spoken(key, self.wording.lang, **values)

    def few(self, name: str) -> str:
        return few_words(name, self.lexicon, self.wording.lang)

    def sentence(self) -> str:
        return "".join([*self._asked(), *self._kept_out(), *self._flagged()])

    def _asked(self) -> Iterator[str]:
        sign = self.sign
        parts = [self.say("object", words=self.few(sign.topic))]
        for need, part in zip(sign.needs, sign.parts, strict=True):
            if part == "act":
                parts.append(self.say("act", words=self.few(need)))
            elif not (part == "figure" and sign.figures > 1):
                parts.append(self.few(need))
        if sign.figures > 1:
            parts.append(self.say("figures", count=sign.figures))
        yield self.say("names", parts=self.say("with").join(parts))
        if sign.needs or sign.figures:
            yield self._within()
        if sign.who:
            yield self.say("who", words=self.few(sign.who))
        if sign.count > 1:
            yield self.say("count", count=sign.count)

    def _within(self) -> str:
        before, after = self.sign.before, self.sign.after
        whole = {-1: "sentence", -2: "paragraph", -3: "statement"}.get(before)
        if whole or not (before or after):
            return self.say(f"within.{whole or 'clause'}")
        kind = "around" if before and after else "before" if before else "after"
        return self.say(f"within.{kind}", before=before, after=after)

    def _kept_out(self) -> Iterator[str]:
        sign, criterion = self.sign, self.criterion
        if sign.until:
            yield self.say("until", words=self.few(sign.until))
        if sign.unless:
            yield self.say("unless-sentence" if sign.unless_whole_sentence else "unless", words=self.few(sign.unless))
        if not sign.in_titles:
            yield self.say("no-titles")
        if sign.studied:
            yield self.say("studied")
        if sign.in_headings:
            yield self.say("headings")
        if sign.plain:
            yield self.say("plain")
        if sign.roles != criterion.counts_in:
            yield self.say("roles", roles=_listed([self.wording.role(role) for role in sign.roles], self.wording.lang))

    def _flagged(self) -> Iterator[str]:
        sign, (hard, soft) = self.sign, self.usual
        free = [name for name in (*hard, *soft) if name not in (*sign.hard, *sign.soft)]
        rows = (
            ("ignored", free),
            ("halved", [name for name in sign.soft if name not in soft]),
            ("spoiled", [name for name in sign.hard if name not in hard]),
        )
        for key, names in rows:
            if names:
                yield self.say(key, flags=_flags(names, self.wording))
        giving = any(sign.id in row for row in self.criterion.met)
        if giving and sign.needs and sign.alone == "partial":
            yield self.say("alone")


def _built_in(criterion: Criterion, wording: Wording) -> str:
    """The sentence of a built-in way of judging, with the settings of the criterion."""
    values: dict[str, object] = dict(criterion.settings)
    if "names" in values:
        values["names"] = spoken("mark", wording.lang).join(criterion.settings["names"])
    if "permille" in values:
        values |= criterion.settings["permille"]
    if "due" in values:
        values["due"] = _due(criterion, wording)
    return spoken("kind." + criterion.kind, wording.lang, **values)


def _due(criterion: Criterion, wording: Wording) -> str:
    """The day of a term, and in brackets those of other levels."""
    days = dict(criterion.settings["due"])
    said = _day(days.pop("other"), wording.lang)
    for level, day in days.items():
        said += spoken(
            "due.level", wording.lang, level=wording.find("level." + level, level), due=_day(day, wording.lang)
        )
    return said


def _day(month_day: str, lang: str) -> str:
    month, day = month_day.split("-")
    return spoken("due", lang, month=int(month), day=int(day))
