"""Names of offices and rooms in which a field only stands are no work on it."""

from __future__ import annotations

import pytest
from reports import builtin

from scorer.statements.flags import Flags
from scorer.text.words import Scan


@pytest.mark.parametrize(
    ("text", "field", "only"),
    [
        ("行政复议科由五楼迁到二楼。", "复议", True),
        ("行政复议与应诉股党员慰问老人。", "复议", True),
        ("公平竞争审查联席会议办公室主任由局长兼任。", "公平竞争审查", True),
        ("例会借公共法律服务中心四楼会议室召开。", "公共法律服务", True),
        ("利用人民调解室周末闲置时段。", "人民调解", True),
        ("聘请法治思想研究基地的教授。", "法治思想", True),
        ("行政复议科受理案件12件。", "复议", False),
        ("设立人民调解室,由12名党员调解。", "人民调解", False),
        ("法律援助中心在镇政府会议室接待群众。", "法律援助", False),
        ("集中在自然资源、应急管理三个系统。", "应急管理", True),
    ],
)
def test_field_is_only_named_where_the_office_itself_is_told_of(text: str, field: str, only: bool) -> None:
    flags = Flags(Scan(builtin().lexicon, text), 2024, None)
    start = text.index(field)
    assert flags.names.is_only_named((start, start + len(field))) is only
    assert not only or flags.names.naming_clauses & 1
