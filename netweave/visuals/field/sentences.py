"""The five answers about the field in sentences: on the command line, in memos and on pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import Source
from graph.names.places import placed
from netweave.visuals.field.words import far, likeness_words, places, since_words
from queries.asking.sentences import count, listed, says, source_name, tie_phrase
from queries.field.alike import students
from queries.field.shares import locale_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.model import Node
    from queries.changes import DatedChange, DatedChanges, Joiner, PartSizes
    from queries.dissolve import Dissolved
    from queries.field.joining import ToJoin
    from queries.gaps import Gaps, Suggestion
    from queries.handshake import Handshake, Handshakes, Join
    from queries.peers import Beginner, Peer, Peers

NOT_NOBODY = (
    "Only what is dated can be told. That nobody is recorded to have left is not: nobody left; "
    "and a membership whose beginning nobody tells of counts as neither."
)
ALONE = (
    "Alone means: in no other network that is known. Those that nobody has told of would count too."
)
GAIN = (
    "Gain: by how much the mean closeness of all pairs of the two sides (1 divided by their ties) "
    "would rise. 0 is a world apart, 1 is one tie."
)


def beginner_called(district: Beginner) -> str:
    """The district that asks, with its place."""
    where = ", ".join(filter(None, (district.city, district.state)))
    return f"{district.name} ({where})" if where else district.name


def peers_summary(found: Peers, years: int, *, filtered: bool) -> str:
    """How long the district has done it, and how much there is to learn from.

    Parameters
    ----------
    years
        From how many years on a district is experienced.
    filtered
        Whether only some of the experienced districts were asked for.
    """
    district = found.district
    begun = (
        "Nothing here says that it has begun."
        if district.since is None
        else f"It has taught by competency since {district.since}, as far as is known."
    )
    fitting = " that fit" if filtered else ""
    return (
        f"{begun} {count(len(found.rows), 'district')}{fitting} with {count(years, 'year')} of "
        f"experience or more by {found.reference_year}, {count(len(found.networks), 'network')} "
        f"that it could join, {count(len(found.openings), 'offer')} of others."
    )


def peer_told(row: Peer, nodes: Mapping[str, Node]) -> str:
    """All that is known of a district to learn from, but its name."""
    node = nodes[row.id]
    like = likeness_words(row.alike, node, row.km)
    away = "" if "near" in row.alike or row.km is None else f", {far(row.km)} away"
    said = [f"{'like you: ' if like else 'not like you in what is known'}{like}{away}"]
    said.append(since_words(node, row.since))
    if row.shared:
        said.append(f"both belong to {places(nodes, row.shared)}")
    if row.models:
        said.append(f"uses the model of {places(nodes, row.models)}")
    if row.offers:
        said.append(f"offers or hosts {places(nodes, row.offers)}")
    if row.pages:
        pages = dict.fromkeys(source_name(Source(page)) for page in row.pages)
        said.append(f"profiled by {listed(pages)}")
    return f"{'; '.join(said)}. {ask_words(row)}."


def ask_words(row: Peer) -> str:
    """Whom to ask there: "Ask Erica Stofanak, coordinator"."""
    people = [f"{p.name}{f', {p.role}' if p.role else ''}" for p in row.people]
    return f"Ask {'; '.join(people)}" if people else "No person to ask is known"


def known_members(row: ToJoin) -> str:
    """How many member districts are known: "13 of about 29"."""
    return f"{row.members:,}" + (f" of about {row.stated_members:,}" if row.stated_members else "")


def gaps_summary(found: Gaps) -> str:
    """How many districts there are, are in a network, and show interest."""
    districts = sum(row.districts for row in found.rows)
    regular = sum(row.regular for row in found.rows)
    inside = sum(row.in_network for row in found.rows)
    interested = sum(row.interested for row in found.rows)
    return (
        f"Of {count(districts, 'district')} that the store knows, {regular:,} of them regular "
        f"ones, {inside:,} are in a network; {interested:,} are in none and show interest. A "
        "district that is in none here may well be in one that nobody has told of."
    )


def true_share(found: Gaps) -> str:
    """How many of the country's regular districts of these states are in a network."""
    states = [row for row in found.shares if row.by == "state"]
    inside, country = (
        sum(getattr(r, n) for r in states) for n in ("regular_in_network", "country")
    )
    if not country:
        return ""
    return (
        f"Of all {count(country, 'regular district')} that there are, {inside:,} "
        f"({inside / country:.1%}) are in a network that is known here."
    )


def cohort_words(one: Suggestion, nodes: Mapping[str, Node]) -> str:
    """A cohort worth founding."""
    return (
        f"{one.state}: {count(len(one.ids), 'district')} are interested or experienced, and no "
        f"network holds half of them: {places(nodes, one.ids)}."
    )


def what_it_is(node: Node) -> str:
    """The locale and size of a district: "rural, 1,088 students"."""
    number = students(node)
    parts = [locale_of(node.text("locale"))]
    parts += [count(number, "student")] if number else []
    return ", ".join(filter(None, parts))


def reason_words(reason: str) -> str:
    """A sign of interest in words."""
    own = {
        "since": "has begun",
        "program": "is in a program",
        "event": "is listed for an event",
    }
    return own.get(reason) or tie_phrase(reason, "out")


def changes_summary(found: DatedChanges) -> str:
    """How much began and ended, and whether parts came together."""
    number = {
        kind: sum(row.change == kind for row in found.rows)
        for kind in ("joined", "left", "began", "ended", "started")
    }
    return (
        f"{count(number['joined'], 'membership')} that began and {number['left']:,} that ended; "
        f"{count(number['began'], 'network, program or event', 'networks, programs and events')} "
        f"founded and {number['ended']:,} ended; {count(number['started'], 'district')} started "
        f"with competency-based education. {_parts(found)}"
    )


def _parts(found: DatedChanges) -> str:
    then, now = found.components.from_, found.components.to
    more = now.count_ - then.count_
    moved = (
        "As many parts as before"
        if not more
        else f"{count(abs(more), 'part')} {'more' if more > 0 else 'fewer'} than before"
    )
    return f"{moved}: {_part_words(then)} then, {_part_words(now)} now."


def _part_words(parts: PartSizes) -> str:
    return f"{count(parts.count_, 'part')}, the largest of {parts.largest:,}"


def network_changes(rows: Sequence[DatedChange]) -> str:
    """Who joined and left one network, and who says so."""
    said: list[str] = []
    for change in ("joined", "left"):
        names = {joiner_called(r.member): None for r in rows if r.change == change and r.member}
        if names:
            said.append(f"{len(names):,} {change}: {listed(names)}.")
    first = rows[0]
    name = "" if first.network is None else first.network.name
    who_says = says(tuple(dict.fromkeys(source for row in rows for source in row.sources)))
    return f"{name}. {' '.join(said)} {who_says[0].upper()}{who_says[1:]}."


def joiner_called(member: Joiner) -> str:
    """Who joined or left, with its state."""
    return f"{member.name} ({member.state})" if member.state else member.name


def handshake_summary(found: Handshakes) -> str:
    """How large the sides are, and how close they are now."""
    a, b = found.sizes
    sides = f"{count(a, 'district')} on one side, {b:,} on the other, those of both left out."
    if not found.rows:
        return f"{sides} Every one of them shares a network with every other already."
    before = found.rows[0].before
    apart = (
        "Nothing connects them yet." if not before else f"Their mean closeness now is {before:.3f}."
    )
    return f"{sides} {apart} {GAIN}"


def introduction_words(row: Handshake, nodes: Mapping[str, Node]) -> str:
    """An introduction with its reasons."""
    like = likeness_words(row.alike, nodes[row.b.id], row.km)
    ties = (
        "nothing connects them yet"
        if row.distance is None
        else f"{count(row.distance, 'tie')} apart now"
    )
    return (
        f"{placed(nodes[row.a.id])} to {placed(nodes[row.b.id])}, {ties}"
        f"{f'; {like}' if like else ''}. The mean closeness would go from {row.before:.3f} to "
        f"{row.after:.3f}."
    )


def join_words(join: Join, nodes: Mapping[str, Node]) -> str:
    """A membership that would join two districts."""
    fits = "" if join.fits else ", which is not made for its state or has nobody near it"
    return (
        f"{placed(nodes[join.who])} could join {join.network.name}{fits}: "
        f"{count(join.members, 'member district')}, {join.near:,} of them within four ties of it "
        "now."
    )


def gone_words(node: Node, found: Dissolved, nodes: Mapping[str, Node]) -> str:
    """What would go with it."""
    others = [nodes[i].name for i in found.gone if i != node.id and i in nodes]
    return f"With it would go {listed(others)}." if others else "Nothing else would go with it."


def dissolve_summary(found: Dissolved) -> str:
    """Who would lose how much."""
    if not found.rows:
        return "No district is known to belong to it, so none would lose anything."
    parts = found.components
    more = parts.after - parts.before
    fall = "no part would fall apart"
    if more > 0:
        fall = f"there would be {count(more, 'part')} more than the {parts.before:,} of today"
    elif more < 0:
        fall = f"there would be {count(-more, 'part')} fewer than the {parts.before:,} of today"
    verb = "belongs" if found.districts == 1 else "belong"
    return (
        f"{count(found.districts, 'district')} {verb} to what would be gone; {found.alone:,} of "
        f"them would be in no network that is known. {count(found.pairs_cut, 'pair')} of districts "
        f"would no longer be connected, and {fall}."
    )
