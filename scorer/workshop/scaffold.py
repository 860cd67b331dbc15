"""A commented overlay to start from: what may be changed, with the values of the rubric below."""

from __future__ import annotations

import re
from fractions import Fraction

from scorer.rules.rubric import Rubric

RUBRIC = """\
# yaml-language-server: $schema={schema}
# 叠在 {extends} 上的改动:写到的换掉,没写到的不动。去掉行首的 # 就生效。
# Changes laid over {extends}: what is stated replaces, the rest stays. Remove the # of a line to use it.
# 改完运行 · then run:  score rubric check {folder}
extends: {extends}
id: {id}
version: 1.0.0
name: {{zh: {zh}(本地), en: "{en} (local)"}}

# 分值:改一处,合计就不是 {sum};exact 要求自己配平,scale 把没有改过的按比例调。
# Weights: exact asks you to make them add up to {sum}, scale adjusts those that you do not state.
balance: scale
# weights:
#   {first}: {weight}

# 名称 · names
# names:
#   {first}: {{zh: 新名称, en: New name}}

# 必备项:缺了就是不完整 · required: a miss makes the report incomplete
# gates:
#   {first}: true

# 停用,须有理由;停用的显示为不适用,不进分母 · switched off with a reason; shown as exempt
# disabled:
#   {last}: {{zh: 为什么停用, en: why it is switched off}}

# 只适用于某些年度、层级 · only for some years and levels
# only:
#   {last}: {{from: 2024, levels: [county], reason: {{zh: 为什么, en: why}}}}

# 等次:按 id 改,或加新的 · bands: changed by id, or added
# bands:
#   - {{id: {band}, least: 80}}

# 哪些报告在 --rubric auto 时用它 · reports it is chosen for by --rubric auto
# applies: {{levels: [county, township], from: 2024, places: [本市的名字]}}
"""

CRITERION = """\
# yaml-language-server: $schema={schema}
# 新加的一项,示例:改成自己的,或删去这个文件。文件名要和 id 一样。
# A new required point, as an example: make it yours or delete the file, which is named after the id.
id: local-item
element: {element}
name: {{zh: 本地要求的一项, en: A local requirement}}
asks: {{zh: "写明本年做了什么,有数字。", en: "What was done in the year, with figures."}}
mend: {{zh: "补上次数、件数。", en: "State how often and how many."}}
weight: 1
basis:
  - {{instrument: 本市年度报告工作指引, article: 第一条, verified: false, in_force: "2024-01-01"}}
signs:
  done:  # 附近要有数字或具体做法
    object: 法治体检 企业法律服务
    act: <figure> 开展 组织
verdicts: {{met: [[done]]}}
examples:  # 例句就是测试:有、部分、缺各至少一条
  - text: "为企业开展法治体检56次。"
    verdict: met
    quotes: [法治体检56次]
  - text: "法治体检氛围浓厚。"
    verdict: partial
  - text: "下一年为企业开展法治体检。"
    role: plan
    verdict: missing
    why: in-plan
"""

CHANGE = """\
# yaml-language-server: $schema={schema}
# 改已有的一项,示例(现在什么也不改):change 后面是评分点的 id。
# A change of a known criterion, as an example that changes nothing yet.
change: {first}
examples: []  # 例句接在原有的后面;和原有的文字一样,就换成新的结论
# weight: 3
# signs:
#   {sign}:
#     object: {{add: 本地的说法 另一种说法}}   # 增减词
#   own-wording:                             # 新标志,要写进 verdicts
#     object: 本地的说法
#     figure: true
# verdicts: {{met: [[own-wording]]}}           # 接在原有各行后面
"""


def files(folder: str, extends: str, rubric: Rubric, schema: str) -> dict[str, str]:
    """Text of the files of a new overlay by their path below its folder."""
    name = re.sub(r"[^a-z0-9]+", "-", folder.replace("\\", "/").rstrip("/").rpartition("/")[2].lower()).strip("-")
    signed = next((c for c in rubric.criteria if c.signs), rubric.criteria[0])
    whole = sum((c.weight(None) for c in rubric.criteria), Fraction(0))
    values = {
        "schema": schema,
        "folder": folder,
        "extends": extends,
        "id": name or "local",
        "zh": rubric.name.get("zh", ""),
        "en": rubric.name.get("en", ""),
        "sum": str(whole),
        "first": signed.id,
        "weight": str(signed.weight(None) + 1),
        "last": rubric.criteria[-1].id,
        "band": next((band.id for band in rubric.bands if band.least is not None), rubric.bands[0].id),
        "element": signed.element,
        "sign": signed.signs[0].id if signed.signs else "sign",
    }
    return {
        "rubric.yaml": RUBRIC.format(**values),
        "criteria/local-item.yaml": CRITERION.format(**values),
        f"criteria/{signed.id}.yaml": CHANGE.format(**values),
    }
