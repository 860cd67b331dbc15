"""Reports read whole, away from the thread that draws; the last ones stay at hand."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import Future, wait
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from scorer.kept.results import stamp_of
from tui.loading import Bench

if TYPE_CHECKING:
    from tui.view.card import CardView

AT_ONCE = 0.06  # seconds that a key may wait for a report before it is told that it is being read
_KEPT = 12


class Shelf:
    """The reports opened last, by path and state of the file."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self._views: OrderedDict[tuple[str, tuple[int, int]], CardView] = OrderedDict()

    def at_hand(self, path: str) -> CardView | None:
        """A report that was opened before and has not changed since."""
        key = path, stamp_of(path)
        if key not in self._views:
            return None
        self._views.move_to_end(key)
        return self._views[key]

    def put(self, path: str, view: CardView) -> None:
        """Keep a report at hand in place of the one that was longest unused."""
        self._views[path, view.stamp] = view
        while len(self._views) > _KEPT:
            self._views.popitem(last=False)

    def read(self, path: str) -> Future[CardView]:
        """Read and judge a report in a thread of its own; done already where that is quick.

        The future holds the InputError, or what else went wrong. The thread does not keep the desk from ending.
        """
        future: Future[CardView] = Future()
        Thread(target=partial(self._work, path, future), daemon=True).start()
        wait([future], AT_ONCE)
        return future

    def _work(self, path: str, future: Future[CardView]) -> None:
        try:
            from tui.view.card import CardView

            stamp = stamp_of(path)
            card = self.bench.open(path)
            rubrics = self.bench.rubrics
            view = CardView(card, rubrics.of(card.rubric_id), rubrics.words_of(card.rubric_id), stamp)
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(view)
