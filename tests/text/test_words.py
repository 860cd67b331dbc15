from __future__ import annotations

import pytest
from counting import calls_of

from scorer.text.classes import MOST_WORDS, WordsError, compile_words
from scorer.text.words import Scan, enclosed


def found(classes: dict[str, dict[str, list[str]]], name: str, text: str) -> list[str]:
    scan = Scan(compile_words(classes, r"\d+件"), text)
    return [text[start:end] for start, end in scan.spans(name)]


def test_nested_classes_make_every_combination() -> None:
    classes = {"place": {"any": ["市", "县"]}, "body": {"any": ["<place>委", "<place>政府"]}}
    assert found(classes, "body", "市委、县政府、区委") == ["市委", "县政府"]


def test_parts_in_brackets_make_every_combination_and_brackets_without_a_bar_are_text() -> None:
    assert found({"sent": {"any": ["(报|送)(请|)审"]}}, "sent", "报审、送请审、请审") == ["报审", "送请审"]
    assert found({"site": {"any": ["村(居)", "大|小"]}}, "site", "村(居)、村居、大|小") == ["村(居)", "大|小"]
    assert found({"gap": {"any": ["(听取|审议)…汇报"]}}, "gap", "审议工作汇报") == ["审议工作汇报"]


def test_words_across_the_boundary_of_two_others_do_not_stand_there() -> None:
    classes = {"case": {"any": ["应诉", "设立法庭", "立法"]}, "word-boundary": {"any": ["回应诉", "设立法"]}}
    assert found(classes, "case", "回应诉求、出庭应诉、设立法律援助站、加强立法") == ["应诉", "立法"]
    assert found(classes, "case", "设立法庭") == ["设立法庭"]


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(WordsError):
        compile_words({"many": {"any": ["(甲|乙|丙|丁|戊|己|庚|辛)" * 6]}}, r"\d+件")


def test_conditions_may_name_classes_and_parts() -> None:
    classes = {"place": {"any": ["市", "县"]}, "head": {"any": ["局长"], "unless_preceded_by": ["<place>", "(分|副)"]}}
    assert found(classes, "head", "市局长、县局长、副局长、分局长、局长") == ["局长"]


def test_gap_reaches_twelve_characters_and_no_further() -> None:
    classes = {"heard": {"any": ["听取…汇报"]}}
    assert found(classes, "heard", "听取法治政府建设工作汇报") == ["听取法治政府建设工作汇报"]
    assert found(classes, "heard", "听取" + "甲" * 12 + "汇报") != []
    assert found(classes, "heard", "听取" + "甲" * 13 + "汇报") == []


def test_gap_does_not_cross_a_sentence_end() -> None:
    assert found({"heard": {"any": ["听取…汇报"]}}, "heard", "听取意见。作出汇报") == []


def test_conditions_take_a_word_out() -> None:
    classes = {"head": {"any": ["县长", "主任"], "unless_preceded_by": ["副"], "unless_followed_by": ["热线"]}}
    assert found(classes, "head", "县长、副县长、主任、县长热线") == ["县长", "主任"]


def test_class_taken_over_whole_keeps_its_conditions() -> None:
    classes = {"head": {"any": ["县长"], "unless_preceded_by": ["副"]}, "leader": {"any": ["书记", "<head>"]}}
    assert found(classes, "leader", "副县长、书记、县长") == ["书记", "县长"]


def test_conditions_of_a_class_are_put_on_top_of_those_it_takes_over() -> None:
    classes = {
        "head": {"any": ["县长"], "unless_preceded_by": ["副"]},
        "leader": {"any": ["书记", "<head>"], "unless_followed_by": ["助理"]},
    }
    assert found(classes, "leader", "副县长、书记助理、县长助理、县长") == ["县长"]


def test_word_inside_a_longer_word_of_its_class_is_left_out() -> None:
    assert found({"who": {"any": ["法院", "人民法院"]}}, "who", "人民法院和法院") == ["人民法院", "法院"]


def test_figure_is_a_class_of_its_own() -> None:
    assert found({"proof": {"any": ["<figure>", "逐件"]}}, "proof", "办理12件,逐件答复") == ["12件", "逐件"]


def test_unknown_class_is_named_with_a_close_one() -> None:
    with pytest.raises(WordsError, match="plase") as raised:
        compile_words({"place": {"any": ["市"]}, "body": {"any": ["<plase>委"]}})
    assert "place" in raised.value.mend


def test_class_that_contains_itself_is_refused() -> None:
    with pytest.raises(WordsError):
        compile_words({"one": {"any": ["<two>甲"]}, "two": {"any": ["<one>乙"]}})


def test_explosion_of_nesting_is_refused() -> None:
    many = {"many": {"any": [f"词{n}" for n in range(100)]}, "bomb": {"any": ["<many><many><many>"]}}
    with pytest.raises(WordsError, match=str(MOST_WORDS)):
        compile_words(many)


def test_masks_and_spans_agree() -> None:
    scan = Scan(compile_words({"act": {"any": ["召开", "印发"]}}), "召开会议,没有,印发文件。召开")
    assert scan.mask("act") == 0b1101
    assert scan.first("act", 3, 12) == scan.spans("act")[1]
    assert scan.has("act", 3, 7) is False


def test_pattern_runs_where_words_do_not_do() -> None:
    assert found({"no": {"any": ["甲"], "patterns": ["第[一二三]批"]}}, "no", "第二批和第九批") == ["第二批"]


def test_words_are_gathered_without_a_call_for_each_place_or_word() -> None:
    classes = {
        "act": {"any": ["召开", "印发", "培训"]},
        "done": {"any": ["<act>", "办结"], "unless_preceded_by": ["未"]},
    }
    lexicon = compile_words(classes)

    def calls(times: int) -> int:
        scan = Scan(lexicon, "召开会议,印发文件。组织培训,均办结。" * times)
        assert scan.clauses.number_at
        return calls_of(lambda: (scan.mask("act"), scan.mask("done")))

    assert calls(400) < 120


def test_a_span_inside_one_of_a_class_is_told_whatever_lies_around() -> None:
    spans = [(2, 5), (4, 9), (12, 14)]
    for start in range(16):
        for end in range(start + 1, 16):
            assert enclosed(spans, start, end) == any(low <= start and end <= high for low, high in spans)
