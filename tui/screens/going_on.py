"""The list as the day's work: how far it is, where she stopped, what is most important."""

from __future__ import annotations

from collections.abc import Sequence

from tui.keys import Key, in_force, keys_of
from tui.reviewing import totals
from tui.screens.undoing import UndoingScreen
from tui.view.entry import Entry
from tui.view.lines import Line, Row
from tui.wrapping import cut, harmless, width


class GoingOnScreen(UndoingScreen):
    """A list of reports on which someone decides."""

    @property
    def reviewing(self) -> bool:
        """Whether there is someone who decides, or something decided."""
        return bool(self.host.review.who) or bool(self.host.review.reviews.lines)

    def bar_keys(self) -> Sequence[Key]:
        """On the first screen closing is leaving: that is told before the rest."""
        usual = super().bar_keys()
        app_keys = {key.name: key for key in keys_of("app")}
        leave = app_keys["quit"]._replace(named=in_force(app_keys["close"], self.host.settings.keys))
        rest = [key for key in usual[2:] if key not in (app_keys["close"], app_keys["quit"])]
        return [*usual[:2], leave, *rest]

    def title_parts(self) -> tuple[Line, str]:
        desk = self.host.desk
        count, done = len(desk.entries), desk.done
        words = self.words
        if not desk.looked:
            right = words.say("browse.looking")
        elif done < count:
            filled = 10 * done // max(1, count)
            right = (
                "[" + "#" * filled + "." * (10 - filled) + "] " + words.say("browse.loading", done=done, count=count)
            )
        else:
            faults = done - desk.read
            right = words.say("browse.loaded-faults", count=desk.read, faults=faults) if faults else ""
            right = right or words.say("browse.loaded", count=done)
        name = words.say("browse.title")
        if self.host.review.who:
            name += "  " + words.say("browse.reviewer", who=self.host.review.who)
        room = max(0, self.size.width - width(name) - width(right) - 6)
        return [(name, "head"), ("  " + cut(harmless(" ".join(desk.paths)), room), "faint")], right

    def _target(self) -> tuple[Entry, str, str] | None:
        """The report and mark to go on with, and why: the next open one behind the last decision, else the first."""
        review, entries = self.host.review, list(self.host.desk.entries.values())
        last = review.last()
        report = last.decision.report if last else None
        at = next((e for e in entries if report and e.digest and e.digest.sha256 == report.sha256), None)
        reviewed = review.lay(at.digest.card()) if at is not None and at.digest is not None else None
        key = last.decision.held[-1].key if last is not None and last.decision.held else ""
        found = review.next_open(entries, reviewed, key)
        if found is None:
            return None
        entry = next((e for e in entries if e.digest and e.digest.sha256 == found.sha256), None)
        reason = self.words.review("reason." + found.reason) if found.reason else ""
        return (entry, found.key, reason) if entry is not None else None

    def going_on(self) -> tuple[str, str] | None:
        """Where the work goes on, as a sentence."""
        found = self._target() if self.reviewing else None
        if found is None:
            return None
        entry, key, reason = found
        name = self.words.say("card.checks") if ":" in key else self.host.rubrics.criterion_words(key).criterion(key)
        if reason:
            return self.words.say("browse.queue-first", body=entry.body, name=name, reason=reason), "hint"
        return self.words.say("browse.go-on", body=entry.body, name=name), "hint"

    def action_go_on(self) -> None:
        """Open the report and mark to go on with."""
        found = self._target()
        if found is None:
            self.tell(self.words.say("browse.nothing-open"))
        else:
            self.host.open_at(found[0].path, found[1])

    def action_record(self) -> None:
        """What was decided, line by line."""
        from tui.screens.record import RecordScreen

        self.app.push_screen(RecordScreen())

    def action_readers(self) -> None:
        """Where two readers differ; a second reader sees it when she has handed in."""
        readers = self.host.review.two_readers()
        if self.host.review.blind:
            self.tell(self.words.say("browse.hand-in-first"), "warn")
        elif readers is None:
            self.tell(self.words.say("browse.one-reader"))
        else:
            from tui.screens.readers import ReadersScreen

            self.app.push_screen(ReadersScreen(*readers))

    def action_hand_in(self) -> None:
        """A second reader is through: from now on she sees the others' decisions."""
        if not self.host.review.blind:
            self.tell(self.words.say("browse.not-blind"))
        elif self.written(lambda reviews: reviews.hand_in()) is not None:
            self.host.recount()
            self.tell(self.words.say("browse.handed-in"), "met")

    def progress_rows(self, columns: int) -> list[Row]:
        """How far the work is, and how long it will take; none where nobody decides."""
        if not self.reviewing:
            return []
        say = self.words.say
        entries = list(self.host.desk.entries.values())
        open_marks, through, states = totals(entries)
        agreed, overruled = states["agreed"] + states["closed"], states["overruled"] + states["settled"]
        done = agreed + overruled + states["waived"]
        parts = say(
            "browse.progress",
            done=done,
            count=done + open_marks,
            agreed=agreed,
            overruled=overruled,
            doubted=states["doubted"],
        )
        first: Line = [(cut(parts, columns), "")]
        today, pace, left = self.host.review.pace(open_marks)
        second = say("browse.today", today=today)
        if pace is not None and left is not None:
            hours, minutes = divmod(round(left / 60), 60)
            time = say("browse.hours", hours=hours, minutes=minutes) if hours else say("browse.minutes", count=minutes)
            second += "  " + say("browse.pace", pace=round(pace), left=time)
        second += "  " + say("browse.done-reports", done=through, open=open_marks)
        return [Row("", first), Row("", [(cut(second, columns), "faint")])]
