"""A plan in a link: what goes in comes out; whatever was cut, changed, or made to burst is refused."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language import normalise
from search_api.planning.need_limits import LONGEST_NEED
from search_api.web import plan_link
from search_api.web.plan_link import BadState, link, pack, read_file, save, unpack
from search_api.web.plan_state import Conditions, Found, PlanState, Row

FOUND = Found(document="strategia.docx", page=3, heading="Diagnoza", quote="Brakuje dojazdu do lekarza.")
TYPED = st.text(min_size=1, max_size=LONGEST_NEED).map(normalise).filter(bool)
ROWS = st.builds(
    Row,
    text=TYPED,
    weight=st.floats(min_value=0.01, max_value=1000, allow_nan=False),
    kind=st.sampled_from(["need", "task"]),
    kept=st.booleans(),
    keep=st.lists(st.sampled_from(["lucien-klub-seniora", "a-1"]), max_size=2, unique=True).map(tuple),
    found=st.none() | st.just(FOUND),
)
STATES = st.builds(
    PlanState,
    needs=st.lists(ROWS, max_size=8).map(tuple),
    conditions=st.builds(
        Conditions,
        own=st.sampled_from([None, "teryt:2412042"]),
        other_subregion=st.booleans(),
        max_budget_pln=st.none() | st.floats(min_value=0, max_value=1e9),
        forms=st.lists(st.sampled_from(["local_initiative", "small_grant"]), unique=True).map(tuple),
    ),
)
PLAN = PlanState(needs=(Row(text="Samotni seniorzy na wsi", weight=12, found=FOUND), Row(text="Brak dojazdu")))


def squeezed(text: bytes) -> str:
    return plan_link.PREFIX + base64.urlsafe_b64encode(zlib.compress(text, 9)).decode().rstrip("=")


@given(STATES)
def test_what_is_packed_comes_out_the_same(state: PlanState) -> None:
    assert unpack(pack(state)) == state
    assert read_file(save(state)) == state


@given(STATES)
def test_a_link_holds_the_needs_and_nothing_of_the_documents(state: PlanState) -> None:
    packed = link(state)

    assert packed is not None
    assert unpack(packed) == state.without_documents()
    assert packed.replace("-", "").replace("_", "").replace(".", "").isalnum()


def test_a_link_that_is_too_long_is_none_at_all() -> None:
    # Given needs that do not repeat, so that they cannot be squeezed
    rows = tuple(Row(text=hashlib.sha256(str(number).encode()).hexdigest()) for number in range(250))
    state = PlanState(needs=rows)

    assert link(state) is None
    assert unpack(pack(state)) == state


@pytest.mark.parametrize("end", range(0, len(pack(PLAN)), 7))
def test_a_cut_link_is_refused(end: int) -> None:
    with pytest.raises(BadState):
        unpack(pack(PLAN)[:end])


@given(st.integers(min_value=2, max_value=len(pack(PLAN)) - 1), st.sampled_from("ABab01-_"))
def test_a_changed_link_is_refused_or_is_the_same(place: int, letter: str) -> None:
    packed = pack(PLAN)
    changed = packed[:place] + letter + packed[place + 1 :]

    with suppress(BadState):
        assert unpack(changed) == PLAN  # the last letter may hold bits that stand for nothing


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.",
        "2." + pack(PLAN)[2:],
        "1.ąę",
        "1.%%%",
        squeezed(b"[]"),
        squeezed(b'{"needs": [{"text": ""}]}'),
        squeezed(b'{"needs": [{"text": "x", "weight": 0}]}'),
        squeezed(b'{"needs": [{"text": "x", "weight": NaN}]}'),
        squeezed(b'{"needs": [{"text": "x", "keep": ["../etc"]}]}'),
        squeezed(b'{"version": 2}'),
        squeezed(b'{"more": 1}'),
        squeezed(b'{"conditions": {"own": "teryt:0000000"}}'),
        squeezed(json.dumps({"needs": [{"text": "x"}] * 501}).encode()),
        squeezed(json.dumps({"needs": [{"text": "x" * (LONGEST_NEED + 1)}]}).encode()),
        squeezed(b"\xff\xfe"),
        pack(PLAN) + "AAAA",
    ],
)
def test_what_is_no_state_is_refused(text: str) -> None:
    with pytest.raises(BadState):
        unpack(text)


def test_a_bomb_is_not_unpacked() -> None:
    # A thousand times smaller than what it would become
    bomb = squeezed(b'{"notes": ["' + b"a" * (plan_link.MOST_UNPACKED * 2) + b'"]}')
    assert len(bomb) < plan_link.LONGEST_FIELD

    with pytest.raises(BadState):
        unpack(bomb)


def test_invisible_characters_do_not_come_through() -> None:
    state = unpack(squeezed('{"needs": [{"text": "Se\u202enio\u200brzy\\n na  wsi"}]}'.encode()))

    assert state.needs[0].text == "Seniorzy na wsi"


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"a": 1}', b'{"format": "inny"}', b"\xff" * 10])
def test_another_file_is_no_saved_plan(content: bytes) -> None:
    with pytest.raises(BadState):
        read_file(content)
