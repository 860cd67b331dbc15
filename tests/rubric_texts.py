"""Small rubrics as files, to be broken, laid over and read."""

from __future__ import annotations

from pathlib import Path

RUBRIC = """\
id: small
version: 1.0.0
name: {zh: 小标准, en: small}
layers:
  - id: only
    baseline: true
    name: {zh: 唯一, en: only}
elements:
  - id: law
    layer: only
    name: {zh: 法治, en: law}
    criteria: [heard]
weights_sum: 10
credit: {met: 1, partial: "1/2", missing: 0}
bands:
  - id: fine
    least: 0
    name: {zh: 好, en: fine}
counts_in: [measures]
flags: {negated: missing}
"""

HEARD = """\
id: heard
element: law
name: {zh: 听取汇报, en: heard}
asks: {zh: 听了没有, en: was it heard}
mend: {zh: 写明, en: write it}
weight: 10
basis:
  - {instrument: 某规定, article: 第一条, verified: false, in_force: "2019-04-15"}
signs:
  heard:
    topic: [听取汇报]
    needs: [["<figure>"]]
verdicts: {met: [[heard]]}
examples:
  - text: "听取汇报3次。"
    verdict: met
"""

OVERLAY = """\
extends: ../small
id: over
version: 1.0.0
name: {zh: 改动, en: over}
"""


def write(folder: Path, rubric: str, files: dict[str, str] | None = None) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "rubric.yaml").write_text(rubric, encoding="utf-8")
    for name, text in (files or {}).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
