"""Names of networks: equal, near, other, and no names at all."""

from __future__ import annotations

import pytest

from loaders.identity.network_names import are_near, holds_network_word, is_no_name, network_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Children's Network", "CHILDRENS NETWORK"),
        ("Children’s Network", "Children's network"),
        ("Schools' Alliance", "Schools Alliance"),
        ("K-12 Alliance", "K12 alliance"),
        ("K–12 Alliance", "K-12 Alliance"),
        ("Réseau École", "reseau ecole"),
        ("Arts & Letters", "Arts and Letters"),
        ("N.E.S.S.C.", "NESSC"),
        ("学校网络", "学校 网络"),
    ],
)
def test_equal_names_are_one_network(one: str, other: str) -> None:
    assert network_key(one) == network_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rural Exchange", "The Rural Exchange"),
        ("Rural Exchange", "Rural Exchange Network"),
        ("Rural Exchange", "Rural Exchanges"),
        ("Rural Exchange", "Rural Exchange (NH)"),
        ("Rural Exchange", "Rural Exchnage"),
        ("Rural Exchange", "Rural Exchang"),
        ("Studio Schools", "Studio"),
    ],
)
def test_near_names_are_a_question(one: str, other: str) -> None:
    assert network_key(one) != network_key(other)
    assert are_near(one, other)
    assert are_near(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("North Cohort", "South Cohort"),
        ("Northern Alliance", "Northeastern Alliance"),
        ("Cohort 1", "Cohort 2"),
        ("Cohort I", "Cohort II"),
        ("Cohort One", "Cohort Two"),
        ("Region 7", "Region 17"),
        ("EdLeader21", "EdLeader22"),
        ("学校网络", "教育网络"),
        ("مدارس", "شبكة"),
        ("Art Pilot", "Ark Pilot"),
        ("Rural Exchange", "Urban Exchange"),
        ("Rural Exchange (NH)", "Rural Exchange (Young Leaders)"),
    ],
)
def test_other_names_are_other_networks(one: str, other: str) -> None:
    assert network_key(one) != network_key(other)
    assert not are_near(one, other)


@pytest.mark.parametrize(
    "text", ["x", "✓", "#REF!", "#N/A", "12", "3.5", "-", "n/a", "none", "?", "***", "ditto", "St"]
)
def test_marks_errors_numbers_and_headers_are_no_names(text: str) -> None:
    assert is_no_name(text, ["District", "ST"])


@pytest.mark.parametrize("text", ["EdLeader21", "League", "学校", "شبكة", "Network 7", "I3"])
def test_names_of_every_script_are_names(text: str) -> None:
    assert is_no_name(text) is None


def test_words_that_networks_carry_are_known() -> None:
    assert holds_network_word("The Rural LEAGUE, Inc.")
    assert not holds_network_word("Leagueville Unified")
