"""Members of a list of fields are no objects; a list of objects that were dealt with is told apart."""

from __future__ import annotations

import pytest

from scorer.statements.listing import listings, within


@pytest.mark.parametrize(
    ("text", "word", "member"),
    [
        ("在市场监管、应急管理、农业农村等领域开展检查12次。", "应急管理", True),
        ("公开规范性文件、政策解读和重大项目领域信息8万条。", "规范性文件", True),
        ("解答登记、商标等问题573人次。", "商标", True),
        ("审查重大决策、规范性文件、合同等430件。", "规范性文件", False),
        ("修订应急预案3件。", "应急预案", False),
        ("整合法院、信访、人社等部门力量进驻。", "信访", True),
        ("整合信访、公证、心理咨询等12个平台入驻。", "信访", True),
        ("审查文件、签订的协议,未经审核不签发。", "文件", False),
    ],
)
def test_member_of_a_list_of_fields_is_told_from_an_object(text: str, word: str, member: bool) -> None:
    start = text.index(word)
    assert within((start, start + len(word)), listings(text)) is member
