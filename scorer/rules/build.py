"""Checked mappings of the YAML files -> Rubric; each list of words becomes a class of its own."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.model import Level, Role, Verdict
from scorer.rules.rubric import Band, Criterion, Element, Exemption, Layer, Rubric, Sign, Text
from scorer.text.classes import compile_words, variants
from scorer.text.figure import figure_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from scorer.text.lexicon import Lexicon

WINDOWS = {"clause": (0, 0), "near": (1, 2), "sentence": (-1, -1), "paragraph": (-2, -2), "statement": (-3, -3)}
OBJECT = "object-"  # begins the class of what a criterion is about
STATEMENT_KEYS = {"object", "act", "figure", "with", "who"}  # a sign that says one of them is about a statement
HARD, SOFT = "missing", "partial"


def _text(value: Any) -> Text:
    return {str(k): str(v) for k, v in value.items()} if isinstance(value, Mapping) else {"zh": str(value or "")}


def _weights(value: Any) -> tuple[tuple[int | None, int | None, Fraction], ...]:
    if isinstance(value, list):
        return tuple((row.get("from"), row.get("to"), Fraction(str(row["weight"]))) for row in value)
    return ((None, None, Fraction(str(value or 0))),)


def _listed(value: Any) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


class _Builder:
    """Turns the mappings of the YAML files into values, giving each list of words a class of its own."""

    def __init__(self, rubric: Mapping[str, Any], words: Mapping[str, Mapping[str, Any]]) -> None:
        self.rubric = rubric
        self.words: dict[str, Mapping[str, Any]] = dict(words)
        self.flags: dict[str, str] = dict(rubric.get("flags", {}))

    def class_of(self, place: str, value: Any) -> str:
        """Name of the class for a list of words; a list that is one `<class>` is that class."""
        words = _listed(value)
        if len(words) == 1 and words[0].startswith("<") and words[0].endswith(">") and words[0].count("<") == 1:
            return words[0][1:-1]
        self.words[place] = {"any": words}
        return place

    def object_of(self, place: str, criterion: str, body: Mapping[str, Any]) -> str:
        """Name of the class for what a sign is about; unsaid, it is the object of its criterion."""
        words = body.get("object", body.get("topic"))
        return OBJECT + criterion if words is None else self.class_of(f"{place}.topic", words)

    def needs_of(self, body: Mapping[str, Any]) -> Iterator[tuple[Any, bool, str]]:
        """The lists of words that must stand by the object, whether another object's clause may not lend them, and
        which part of the statement they are.
        """
        if "act" in body:
            yield body["act"], True, "act"
        if body.get("figure"):
            yield ["<figure>"], True, "figure"
        for words in body.get("with", ()):
            yield words, False, "with"
        for words in body.get("needs", ()):
            yield words, self.tells_number(words), "figure" if _listed(words) == ["<figure>"] else "with"

    def tells_number(self, words: Any) -> bool:
        """Whether a list of words takes in figures, itself or by the classes in it."""
        taken = {word[1:-1] for word in _listed(words) if word.startswith("<") and word.endswith(">")}
        known = taken & set(self.words)
        return "figure" in taken or any(self.tells_number(self.words[name].get("any", [])) for name in known)

    def sign(self, criterion: Mapping[str, Any], name: str, body: Mapping[str, Any]) -> Sign:
        place = f"{criterion['id']}.{name}"
        told = bool(STATEMENT_KEYS & set(body))
        window = body.get("within", "statement" if told else "near")
        before, after = WINDOWS[window] if isinstance(window, str) else (int(window["before"]), int(window["after"]))
        flags = {**self.flags, **criterion.get("flags", {}), **body.get("flags", {})}
        if not any(name in _listed(row) for row in criterion.get("verdicts", {}).get("met", ())):
            flags.pop("slogan", None)  # to name a thing, which is all that gives a half, a slogan is enough
        alone = body.get("alone", criterion.get("alone", {}))
        if isinstance(alone, str):
            alone = {"verdict": alone}
        roles = body.get("counts_in", criterion.get("counts_in", self.rubric["counts_in"]))
        until = body.get("until", criterion.get("until"))
        needs = list(self.needs_of(body))
        return Sign(
            id=name,
            topic=self.object_of(place, criterion["id"], body),
            needs=tuple(self.class_of(f"{place}.needs.{i}", need) for i, (need, *_) in enumerate(needs)),
            before=before,
            after=after,
            unless=self.class_of(f"{place}.unless", body["unless"]) if body.get("unless") else None,
            unless_whole_sentence=body.get("unless_within") == "sentence",
            never=self.class_of(f"{criterion['id']}.unless", criterion["unless"]) if criterion.get("unless") else "",
            until=self.class_of(f"{place}.until", until) if until else "",
            figures=max(int(body.get("figures", 0)), int(body.get("figure", 0))),
            owner=criterion["id"],
            claims=tuple(claimed for _, claimed, _ in needs),
            parts=tuple(part for *_, part in needs),
            who=self.class_of(f"{place}.who", body["who"]) if body.get("who") else "",
            count=int(body.get("count", 1)),
            alone=str(alone.get("verdict", "partial")),
            alone_why=str(alone.get("why", "no-act")),
            hard=tuple(flag for flag, effect in flags.items() if effect == HARD),
            soft=tuple(flag for flag, effect in flags.items() if effect == SOFT),
            roles=tuple(Role(role) for role in roles),
            in_titles=body.get("in_titles", True),
            studied=bool(body.get("studied", criterion.get("studied", False))),
            reason=str(body.get("reason", "")),
            in_headings=body.get("in_headings", False),
            plain=body.get("plain", False),
        )

    def criterion(self, body: Mapping[str, Any], layer: str) -> Criterion:
        signs = tuple(self.sign(body, name, sign) for name, sign in body.get("signs", {}).items())
        verdicts = body.get("verdicts", {})
        gate = body.get("gate", False)
        roles = body.get("counts_in", self.rubric["counts_in"])
        return Criterion(
            id=body["id"],
            element=body["element"],
            layer=layer,
            kind=body.get("kind", "signs"),
            name=_text(body["name"]),
            asks=_text(body.get("asks")),
            mend=_text(body.get("mend")),
            weights=_weights(body.get("weight", 0)),
            gate_from=(int(gate["from"]) if isinstance(gate, Mapping) else 0) if gate else None,
            basis=tuple(body.get("basis", ())),
            exemptions=tuple(
                Exemption(
                    tuple(Level(level) for level in row.get("levels", ())),
                    row.get("before"),
                    Verdict(row.get("unless", "partial")),
                    row.get("says"),
                    _text(row.get("reason")),
                )
                for row in body.get("exempt", ())
            ),
            counts_in=tuple(Role(role) for role in roles),
            signs=signs,
            met=tuple(tuple(_listed(row)) for row in verdicts.get("met", ())),
            partial=tuple(tuple(_listed(row)) for row in verdicts.get("partial", ())),
            reasons={code: _text(text) for code, text in body.get("reasons", {}).items()},
            settings=body.get("settings", {}),
            examples=tuple(body.get("examples", ())),
        )


def build(
    rubric: Mapping[str, Any],
    criteria: Sequence[Mapping[str, Any]],
    words: Mapping[str, Mapping[str, Any]],
    *,
    sha256: str = "",
    data: Mapping[str, Any] | None = None,
    known: Lexicon | None = None,
) -> Rubric:
    """Mappings of rubric.yaml, the criteria files and the word classes -> Rubric.

    `known` is the lexicon of an earlier run, taken again where no word has changed.
    Raises WordsError for a word class that cannot be built; the shape of the mappings is checked before.
    """
    builder = _Builder(rubric, words)
    layer_of = {element["id"]: element["layer"] for element in rubric["elements"]}
    by_id = {body["id"]: body for body in criteria}
    order = [name for element in rubric["elements"] for name in element["criteria"]]
    made = tuple(builder.criterion(by_id[name], layer_of[by_id[name]["element"]]) for name in order)
    all_words = builder.words
    counters, names = (
        [word for entry in all_words.get(name, {}).get("any", usual) for word in variants(str(entry))]
        for name, usual in (("counter", ["件"]), ("figure-not", ["制度"]))
    )
    return Rubric(
        id=rubric["id"],
        version=str(rubric["version"]),
        sha256=sha256,
        name=_text(rubric["name"]),
        layers=tuple(Layer(row["id"], _text(row["name"]), bool(row.get("baseline"))) for row in rubric["layers"]),
        elements=tuple(
            Element(row["id"], row["layer"], _text(row["name"]), tuple(row["criteria"])) for row in rubric["elements"]
        ),
        criteria=made,
        bands=tuple(
            Band(row["id"], None if row.get("gate_missing") else Fraction(str(row["least"])), _text(row["name"]))
            for row in rubric["bands"]
        ),
        credit={Verdict(name): Fraction(str(value)) for name, value in rubric["credit"].items()},
        reasons={code: _text(text) for code, text in rubric.get("reasons", {}).items()},
        lexicon=compile_words(all_words, figure_source(counters, names), known),
        data=data or {},
    )
