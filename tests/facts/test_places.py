"""Which unit a name means, by the table and by its form."""

from __future__ import annotations

import json

import pytest

from scorer.facts.places import Places
from scorer.model import Level
from scorer.rules.plain import frozen


@pytest.fixture(scope="module")
def places() -> Places:
    return Places(Places.build())


def test_table_is_plain_values_that_a_cache_can_keep() -> None:
    data = Places.build()
    assert frozen(json.loads(json.dumps(data))) == frozen(data)


@pytest.mark.parametrize(
    ("text", "parts", "level", "full", "rest"),
    [
        ("海口市美兰区人民政府", ("海口市", "美兰区"), Level.COUNTY, "海南省海口市美兰区", "人民政府"),
        ("浦口区2022年", ("浦口区",), Level.COUNTY, "江苏省南京市浦口区", "2022年"),
        ("海西州人民政府", ("海西州",), Level.PREFECTURE, "青海省海西蒙古族藏族自治州", "人民政府"),
        ("恩施州", ("恩施州",), Level.PREFECTURE, "湖北省恩施土家族苗族自治州", ""),
        ("长阳县住房和城乡建设局", ("长阳县",), Level.COUNTY, "湖北省宜昌市长阳土家族自治县", "住房和城乡建设局"),
        ("广西司法厅", ("广西",), Level.PROVINCE, "广西壮族自治区", "司法厅"),
        ("昆山市", ("昆山市",), Level.COUNTY, "江苏省苏州市昆山市", ""),
        ("建宁县溪口镇", ("建宁县", "溪口镇"), Level.TOWNSHIP, "福建省三明市建宁县溪口镇", ""),
        ("济源市", ("济源市",), Level.COUNTY, "河南省济源市", ""),
        ("米林市", ("米林市",), Level.COUNTY, "西藏自治区林芝市米林市", ""),
    ],
)
def test_listed_name_is_read_with_its_superiors(
    places: Places, text: str, parts: tuple[str, ...], level: Level, full: str, rest: str
) -> None:
    place, end = places.read(text)
    assert place is not None
    assert (place.parts, place.level, text[end:]) == (parts, level, rest)
    assert places.full(place, text) == full


@pytest.mark.parametrize(
    ("text", "parts", "level"),
    [
        ("青禾县水利局", ("青禾县",), Level.COUNTY),
        ("衡川市青禾县", ("衡川市", "青禾县"), Level.COUNTY),
        ("云岭区", ("云岭区",), Level.COUNTY),
        ("衡淮市临岚市", ("衡淮市", "临岚市"), Level.COUNTY),
        ("雪莲自治州", ("雪莲自治州",), Level.PREFECTURE),
        ("青石岭镇", ("青石岭镇",), Level.TOWNSHIP),
        ("三江镇", ("三江镇",), Level.TOWNSHIP),
        ("礼乐街道办事处", ("礼乐街道",), Level.STREET),
        ("澜江经济开发区管委会", ("澜江经济开发区",), Level.COUNTY),
        ("北川省", ("北川省",), Level.PROVINCE),
    ],
)
def test_unlisted_name_is_read_by_its_form(places: Places, text: str, parts: tuple[str, ...], level: Level) -> None:
    place, _ = places.read(text)
    assert place is not None
    assert (place.parts, place.level, place.listed) == (parts, level, False)


@pytest.mark.parametrize(
    "text", ["全区各部门", "我县", "各乡镇", "市政府", "县司法局", "人民政府", "关于2023年", "社区"]
)
def test_words_that_only_end_like_a_place_are_none(places: Places, text: str) -> None:
    assert places.read(text)[0] is None


@pytest.mark.parametrize("word", ["深入贯彻全区", "推进示范区", "下放乡镇", "三个街道", "美丽城镇", "贫困地区"])
def test_running_text_gives_no_name(places: Places, word: str) -> None:
    assert not places.is_name(word)


def test_shared_name_is_settled_by_the_superior_that_the_text_names(places: Places) -> None:
    place, _ = places.read("鼓楼区")
    assert place is not None
    assert places.full(place, "落实徐州市委部署") == "江苏省徐州市鼓楼区"
    assert places.full(place, "落实市委部署") == "鼓楼区"
    named, _ = places.read("南京市鼓楼区")
    assert named is not None
    assert places.full(named, "") == "江苏省南京市鼓楼区"


def test_unlisted_name_takes_the_superior_it_is_given(places: Places) -> None:
    place, _ = places.read("青禾县")
    above, _ = places.read("三明市")
    assert place is not None
    assert places.full(place, "", above) == "福建省三明市青禾县"
    assert places.full(place, "") == "青禾县"


def test_superior_of_the_text_goes_before_that_of_the_table(places: Places) -> None:
    place, _ = places.read("云泽市建宁县")
    assert place is not None
    assert places.full(place, "") == "云泽市建宁县"
