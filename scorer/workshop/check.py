"""What a rubric that loads may still have wrong: dead, vague or doubled signs, gaps in examples and texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scorer.errors import RubricError, ScorerError
from scorer.model import Source
from scorer.pipeline import read_report
from scorer.rules.checked import Checked, check
from scorer.rules.files import collect
from scorer.rules.rubric import Rubric
from scorer.rules.weights import FIRST_YEAR, LAST_YEAR, weight_in
from scorer.rules.yaml_lines import At, Path
from scorer.workshop.covered import covered
from scorer.workshop.examples import run, silent_signs

COMMON = Fraction(9, 10)  # share of the reports given in which a sign of a met row may fire before it is called vague
FEWEST = 10  # reports from which that share says something
HEAVY = Fraction(1, 5)  # share of all points that one criterion may have
_HAN = re.compile(r"[一-鿿]")

# code: ((message, mend) in Chinese, (message, mend) in English)
TEXTS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "dead-sign": (
        ("{id} signs.{sign}:没有例句{reports}使它出现", "补一条使它出现的例句,或删去它"),
        (
            "{id} signs.{sign}: no example{reports} makes it fire",
            "add an example that does, or delete the sign",
        ),
    ),
    "example": (
        (
            "{id} 例句 {number}:应为“{wanted}”,得到“{got}”",
            "改词、改例句;score rubric test 看哪个词出现在哪里",
        ),
        (
            "{id} example {number}: wants {wanted}, gets {got}",
            "mend words or example; score rubric test shows what fired where",
        ),
    ),
    "vague-word": (
        ("{id} signs.{sign}:单独一个字“{word}”就能判“有”", "写成更长的词,或加 needs"),
        (
            "{id} signs.{sign}: the one character “{word}” alone gives met",
            "write a longer word or add needs",
        ),
    ),
    "vague-sign": (
        ("{id} signs.{sign}:在 {share} 的报告里都出现", "加 needs 或 unless,否则分不出写没写到"),
        (
            "{id} signs.{sign}: fires in {share} of the reports",
            "add needs or unless, or it tells nothing apart",
        ),
    ),
    "same-sign": (
        ("{id} signs.{sign} 与 {other} 的词和条件一样", "删去一个"),
        ("{id} signs.{sign} asks for the same as {other}", "delete one of them"),
    ),
    "overlap-row": (
        ("{id} verdicts.met:[{row}] 不起作用,[{other}] 已经够了", "删去这一行"),
        ("{id} verdicts.met: [{row}] decides nothing, [{other}] is enough", "delete the row"),
    ),
    "doubled-word": (("{id}:“{word}”写了两次", "删去一个"), ("{id}: “{word}” is written twice", "delete one")),
    "covered-word": (
        ("{id}:“{word}”多余,有“{other}”就已经找到", "删去它"),
        ("{id}: “{word}” finds nothing that “{other}” does not find", "delete it"),
    ),
    "unused-class": (
        ("词组 <{name}> 没有用到", "删去,或写进某个标志"),
        ("class <{name}> is not used", "delete it or use it in a sign"),
    ),
    "no-example": (
        ("{id}:没有结论为{verdict}的例句", "补一条"),
        ("{id}: no example of the verdict {verdict}", "add one"),
    ),
    "no-examples": (("{id}:没有例句", "每种结论至少一条"), ("{id}: no examples", "at least one for each verdict")),
    "no-weight": (
        ("{id}:{years} 年度没有分值", "写上 weight;本来不计分的,用 exempt 或 disabled 说明理由"),
        (
            "{id}: no weight in {years}",
            "state a weight; where it is not to count, say so with exempt or disabled and a reason",
        ),
    ),
    "heavy": (
        ("{id}:一个评分点占 {share}", "分成几个评分点,或降低 weight"),
        ("{id}: one criterion has {share} of all points", "divide it or lower its weight"),
    ),
    "untranslated": (
        ("{id} {where}:{lang}文一栏还是另一种文字", "译出来"),
        ("{id} {where}: the {lang} text is not in that language", "translate it"),
    ),
    "unverified": (
        ("{id}:《{instrument}》{article}没有对过原文", "对过原文后写 verified: true"),
        (
            "{id}: {instrument} {article} was not checked against the text",
            "check it, then write verified: true",
        ),
    ),
    "no-article": (
        ("{id}:《{instrument}》没有写条款", "写上 article"),
        ("{id}: {instrument} names no article", "state the article"),
    ),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to mend: severity `error` stops a run, `warning` does not."""

    code: str
    severity: str
    file: str
    line: int
    texts: tuple[tuple[str, str], tuple[str, str]]  # (why, mend) in Chinese and in English

    def why(self, lang: str) -> str:
        """What is wrong."""
        return self.texts[lang == "en"][0]

    def mend(self, lang: str) -> str:
        """How to mend it."""
        return self.texts[lang == "en"][1]


def remarks(
    name: str, load: Callable[[str], Rubric], reports: Iterable[Source] = (), *, below: bool = False
) -> list[Remark]:
    """Everything to say about a rubric, by file and line; only the faults where it does not load.

    Of an overlay only what its own files can mend, and examples that it breaks; with `below` the rest too.
    """
    try:
        files = collect(name)
        checked = check(files)
    except RubricError as error:
        return [_fault(fault) for fault in error.faults]
    found = _Linter(checked, load(name)).run(list(reports))
    if not below:
        own = {file.name for file in files if file.layer == files[-1].layer}
        found = [remark for remark in found if remark.file in own or remark.code == "example"]
    return sorted(found, key=lambda remark: (remark.file, remark.line, remark.code))


def _fault(error: ScorerError) -> Remark:
    from scorer.rules.faults import in_language

    texts = (in_language(error, "zh"), in_language(error, "en"))
    return Remark(error.code.removeprefix("rubric."), "error", error.file, error.line, texts)


class _Linter:
    def __init__(self, checked: Checked, rubric: Rubric) -> None:
        self.checked = checked
        self.rubric = rubric
        self.found: list[Remark] = []

    def add(self, code: str, place: tuple[str, int], **values: object) -> None:
        """Note a remark at a place."""
        zh, en = TEXTS[code]
        named = {key: value[0] if isinstance(value, tuple) else value for key, value in values.items()}
        other = {key: value[1] if isinstance(value, tuple) else value for key, value in values.items()}
        texts = ((zh[0].format(**named), zh[1].format(**named)), (en[0].format(**other), en[1].format(**other)))
        self.found.append(Remark(code, "warning", place[0], place[1], texts))

    def place(self, criterion: str, *path: str | int) -> tuple[str, int]:
        """File and line of a value of a criterion ("" for rubric.yaml)."""
        lines = self.checked.lines[criterion]
        at = At.of(lines.of(path), lines.file)
        return at.file, int(at)

    def run(self, reports: Sequence[Source]) -> list[Remark]:
        self._examples(reports)
        for body in self.checked.criteria:
            if body.get("kind") != "off":
                self._signs(body)
                self._texts(body)
                self._bases(body)
        self._weights()
        self._classes()
        self._covered()
        return self.found

    def _examples(self, reports: Sequence[Source]) -> None:
        outcomes = list(run(self.rubric))
        for one in outcomes:
            if not one.right:
                what, wanted = one.faults[0]
                got = one.got if what == "verdict" else f"{what} –"
                self.add(
                    "example",
                    self.place(one.criterion, "examples", one.number - 1),
                    id=one.criterion,
                    number=one.number,
                    wanted=wanted,
                    got=got,
                )
        silent = set(silent_signs(self.rubric, outcomes))
        counts: Counter[tuple[str, str]] = Counter()
        for source in reports:
            context = read_report(source, self.rubric)[0].context
            counts.update((c.id, sign.id) for c in self.rubric.criteria for sign in c.signs if context.look(sign).full)
        told = ("、没有报告", " and no report") if reports else ("", "")
        for criterion in self.rubric.criteria:
            alone = {row[0] for row in criterion.met if len(row) == 1}
            for sign in criterion.signs:
                key = (criterion.id, sign.id)
                if key in silent and not counts[key]:
                    self.add(
                        "dead-sign",
                        self.place(criterion.id, "signs", sign.id),
                        id=criterion.id,
                        sign=sign.id,
                        reports=told,
                    )
                if (
                    len(reports) >= FEWEST
                    and sign.id in alone
                    and counts[key] > COMMON * len(reports)
                    and not sign.needs
                ):
                    share = f"{100 * counts[key] // len(reports)} %"
                    self.add(
                        "vague-sign",
                        self.place(criterion.id, "signs", sign.id),
                        id=criterion.id,
                        sign=sign.id,
                        share=share,
                    )
            self._verdicts(criterion.id, criterion.kind, {example["verdict"] for example in criterion.examples})

    def _verdicts(self, name: str, kind: str, shown: set[str]) -> None:
        if kind == "off":
            return
        if not shown:
            self.add("no-examples", self.place(name), id=name)
        elif kind == "signs":
            for verdict, words in (
                ("met", ("有", "met")),
                ("partial", ("部分", "partial")),
                ("missing", ("缺", "missing")),
            ):
                if verdict not in shown:
                    self.add("no-example", self.place(name, "examples"), id=name, verdict=words)

    def _signs(self, body: Mapping[str, Any]) -> None:
        name, signs = body["id"], body.get("signs", {})
        met = [list(row) for row in body.get("verdicts", {}).get("met", ())]
        asked: dict[str, str] = {}
        for sign, rule in signs.items():
            place = self.place(name, "signs", sign)
            if [sign] in met and not rule.get("needs"):
                for word in _listed(rule.get("object", rule.get("topic", []))):
                    if len(word) == 1:
                        self.add("vague-word", place, id=name, sign=sign, word=word)
            key = repr(sorted((k, v) for k, v in rule.items() if k != "about"))
            if key in asked:
                self.add("same-sign", place, id=name, sign=sign, other=asked[key])
            asked[key] = sign
            for part in ("object", "topic", "act", "who", "until", "unless"):
                self._doubled(f"{name} signs.{sign}.{part}", _listed(rule.get(part, [])), place)
        for index, row in enumerate(met):
            for position, other in enumerate(met):
                if (set(other) < set(row)) or (set(other) == set(row) and position < index):
                    where = self.place(name, "verdicts", "met", index)
                    self.add("overlap-row", where, id=name, row=", ".join(row), other=", ".join(other))
                    break
        for cls, words in body.get("words", {}).items():
            any_of = words.get("any", [])
            if isinstance(any_of, list):
                self._doubled(f"{name} <{cls}>", _listed(any_of), self.place(name, "words", cls))

    def _doubled(self, where: str, words: Sequence[str], place: tuple[str, int]) -> None:
        for word, count in Counter(words).items():
            if count > 1:
                self.add("doubled-word", place, id=where, word=word)

    def _texts(self, body: Mapping[str, Any]) -> None:
        texts: list[tuple[Path, Mapping[str, str]]] = [((key,), body[key]) for key in ("name", "asks", "mend")]
        texts += [(("reasons", key), text) for key, text in body.get("reasons", {}).items()]
        texts += [(("exempt", index, "reason"), row["reason"]) for index, row in enumerate(body.get("exempt", ()))]
        for path, text in texts:
            where = ".".join(map(str, path))
            if not _HAN.search(text["zh"]):
                self.add(
                    "untranslated", self.place(body["id"], *path), id=body["id"], where=where, lang=("中", "Chinese")
                )
            if len(_HAN.findall(text["en"])) * 2 > len(text["en"]):
                self.add(
                    "untranslated", self.place(body["id"], *path), id=body["id"], where=where, lang=("英", "English")
                )

    def _bases(self, body: Mapping[str, Any]) -> None:
        for index, basis in enumerate(body["basis"]):
            place = self.place(body["id"], "basis", index)
            article = basis["article"]
            if not basis["verified"]:
                self.add("unverified", place, id=body["id"], instrument=basis["instrument"], article=article)
            elif not article:
                self.add("no-article", place, id=body["id"], instrument=basis["instrument"])

    def _weights(self) -> None:
        bodies = [body for body in self.checked.criteria if body.get("kind") != "off"]
        for body in bodies:
            years = [year for year in range(FIRST_YEAR, LAST_YEAR + 1) if not _states_weight(body["weight"], year)]
            place = self.place(body["id"], "weight")
            if years:
                self.add(
                    "no-weight", place, id=body["id"], years=f"{years[0]}-{years[-1]}" if len(years) > 1 else years[0]
                )
        whole = sum((weight_in(body["weight"], LAST_YEAR) for body in bodies), Fraction(0))
        for body in bodies:
            share = weight_in(body["weight"], LAST_YEAR) / whole if whole else Fraction(0)
            if share > HEAVY and len(bodies) > 6:
                self.add("heavy", self.place(body["id"], "weight"), id=body["id"], share=f"{round(100 * share)} %")

    def _classes(self) -> None:
        """Classes of the rubric's own files that nothing names; the shared ones also serve the program itself."""
        used: set[str] = set()
        for words in self.checked.words.values():
            for part in ("any", "unless_preceded_by", "unless_followed_by"):
                used |= _names([*words.get(part, ())])
        for body in self.checked.criteria:
            used |= _names([*_listed(body.get("until", [])), *_listed(body.get("unless", []))])
            for rule in body.get("signs", {}).values():
                for part in ("object", "topic", "act", "who", "until", "unless"):
                    used |= _names(_listed(rule.get(part, [])))
                used |= _names(
                    [word for part in ("with", "needs") for need in rule.get(part, ()) for word in _listed(need)]
                )
        for name, place in self.checked.origin.items():
            if name not in used and name not in self.checked.replaced and not place[0].startswith("rubric/words/"):
                self.add("unused-class", place, name=name)

    def _covered(self) -> None:
        """Words of signs though a shorter word of the same list finds them; shared classes may serve others, too."""
        seen: set[str] = set()
        for criterion in self.rubric.criteria:
            for sign in criterion.signs:
                place = self.place(criterion.id, "signs", sign.id)
                for name in filter(None, (sign.topic, *sign.needs, sign.unless, sign.who, sign.never)):
                    self._covered_in(name, place, seen)

    def _covered_in(self, name: str, place: tuple[str, int], seen: set[str]) -> None:
        """Those of one class, written at `place` if nowhere of its own, and of the classes that it takes over."""
        lexicon = self.rubric.lexicon
        if name in seen or name not in lexicon.numbers:
            return
        seen.add(name)
        stated = self.checked.words.get(name)
        where = self.checked.origin.get(name, place)
        for word, other in covered(lexicon, name):
            if stated is None or word in stated.get("any", ()):  # not one of many that a nested class makes
                self.add("covered-word", where, id=f"<{name}>" if stated else name, word=word, other=other)
        for taken in lexicon.takes(name):
            self._covered_in(taken, place, seen)


def _states_weight(value: Any, year: int) -> bool:
    """Whether a weight says something of a year; a nought for some years is said on purpose."""
    if not isinstance(value, list):
        return Fraction(str(value)) > 0
    return any(row.get("from", 0) <= year <= row.get("to", 9999) for row in value)


def _listed(value: Any) -> list[str]:
    return [str(word) for word in value] if isinstance(value, list) else [str(value)]


def _names(words: Sequence[str]) -> set[str]:
    return {name for word in words for name in re.findall(r"<([^<>]+)>", str(word))}
