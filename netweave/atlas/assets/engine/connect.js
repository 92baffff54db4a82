// How are two entities connected? The networks they share, and the shortest routes between them.

function connect(graph, { a, b, through = 'memberships', k = 5, avoid = [], on, day }) {
  const asked = { one: graph.at(a), other: graph.at(b), k, on, day, avoided: avoid.map((id) => graph.at(id)) };
  if (asked.one === asked.other) throw new AtlasError(`${a} and ${b} are one entity.`);
  if (asked.avoided.includes(asked.one) || asked.avoided.includes(asked.other)) {
    throw new AtlasError('A route cannot avoid its own end.');
  }
  if (!(k >= 1)) throw new AtlasError('The number of routes to show is 1 or more.');
  const found = connection(graph, asked, typesThrough(graph, through));
  const shared = sharedBy(graph, asked);
  const all = typesThrough(graph, 'all');
  const hint = found.connected || through === 'all' ? null : hintOf(connection(graph, { ...asked, k: 1 }, all));
  const { connected, distance, ...rest } = found;
  return { a: graph.ref(asked.one), b: graph.ref(asked.other), connected, distance, shared, ...rest, hint };
}

function typesThrough(graph, through) {
  const types = graph.types.map((type) => type.name);
  return new Set(through === 'all' ? types : ['MEMBER_OF', 'PART_OF']);
}

function connection(graph, { one, other, k, on, day, avoided }, types) {
  const near = new Neighbourhoods(graph, types, on, avoided);
  const lattice = shortestRoutes(near, one, other);
  if (!lattice) {
    return {
      connected: false, distance: null, routes_total: 0, routes: [], unavoidable: [], independent_routes: 0,
    };
  }
  const sizes = new Map();
  const sizeOf = (node) => {
    if (!sizes.has(node)) sizes.set(node, graph.size(node, on));
    return sizes.get(node);
  };
  const { layers } = lattice;
  return {
    connected: true,
    distance: layers.length - 1,
    routes_total: countRoutes(lattice),
    routes: bestRoutes(lattice, near, sizeOf, k).map((stops) => evidenced(graph, stops, types, on, day)),
    unavoidable: layers.slice(1, -1).filter((layer) => layer.length === 1).map(([node]) => graph.entities[node].id),
    independent_routes: independentRoutes(near, one, other),
  };
}

// The collectives that both belong to, the smallest first, and whether at one time.
function sharedBy(graph, { one, other, on }) {
  const [mine, theirs] = [belongsTo(graph, one, on), belongsTo(graph, other, on)];
  const both = [...mine.keys()].filter((node) => theirs.has(node));
  const size = new Map(both.map((node) => [node, graph.size(node, on)]));
  both.sort((x, y) => size.get(x) - size.get(y) || x - y);
  return both.map((node) => ({ ...graph.ref(node), together: togetherIn(mine.get(node), theirs.get(node)) }));
}

function togetherIn(one, other) {
  const stretches = (held, of) => held.flatMap(({ spells }) => spells.map(of)).filter(Boolean);
  const meet = (of) => stretches(one, of).some((x) => stretches(other, of).some((y) => shareADay(x, y)));
  if (meet(knownDays)) return 'yes';
  return meet(possibleDays) ? 'maybe' : 'no';
}

// The days on which a spell is known to have held; null if nobody knows when it began.
function knownDays({ since, until, statements }) {
  if (since === null) return null;
  if (until !== null) return [firstDay(since), lastDay(until)];
  const pages = statements.map((one) => one.as_of).filter((date) => date && isDate(date));
  return [firstDay(since), Math.max(...[since, ...pages].map(lastDay))];
}

const possibleDays = ({ since, until }) => [firstDay(since), lastDay(until)];

// A route with every tie of every hop.
function evidenced(graph, stops, types, on, day) {
  const refs = stops.map((stop) => graph.ref(stop));
  const found = stops.slice(1).map((stop, i) => tiesBetween(graph, stops[i], stop, types, on));
  const rows = found.map((held, i) => held.flatMap(({ tie, spells }) => {
    const direction = tie.source === stops[i] ? 'out' : 'in';
    return spells.map((one) => ({ type: tie.type.name, direction, ...tenure([one], tie.type, day) }));
  }));
  for (const row of rows) row.sort(byTypeDirectionSince);
  const ids = refs.map((ref) => ref.id);
  return {
    length: found.length,
    stops: refs,
    hops: rows.map((ties, i) => ({ from: ids[i], to: ids[i + 1], ties })),
    apart_in_time: ids.slice(1, -1).filter((_, i) => areApart(graph, found[i], found[i + 1])),
    sentence: routeSentence(graph, refs, rows),
  };
}

function byTypeDirectionSince(a, b) {
  return byCodePoint(a.type, b.type) || (a.direction === 'in') - (b.direction === 'in') || byCodePoint(a.since ?? '', b.since ?? '');
}

function tiesBetween(graph, one, other, types, on) {
  const out = graph.around(one, 'out', types, on).filter(({ tie }) => tie.target === other);
  return [...out, ...graph.around(one, 'in', types, on).filter(({ tie }) => tie.source === other)];
}

// Whether two hops are both dated and no spell of the one shares a day with one of the other.
function areApart(graph, before, after) {
  const dated = (held) => held.every(({ spells }) => spells.every((one) => one.since !== null));
  const spans = (held) => held.flatMap(({ tie, spells }) => spells.map((one) => spellDays(one, ...graph.lives(tie))));
  return dated(before) && dated(after) && !spans(before).some((x) => spans(after).some((y) => shareADay(x, y)));
}

function hintOf(found) {
  if (!found.connected) return 'Ties of every type do not connect them either.';
  const stops = found.routes[0].stops.slice(1, -1).map((stop) => stop.name);
  const by = stops.length ? `, by ${stops.join(', ')}` : '';
  const ties = found.distance === 1 ? '1 tie' : `${found.distance} ties`;
  const routes = found.routes_total === 1 ? '1 route' : `${found.routes_total} routes`;
  return `Over ties of every type they are ${ties} apart (${routes}${by}). Ask again with --through all.`;
}
