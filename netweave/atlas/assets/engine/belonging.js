// Who belongs to what, rolled up: a school's memberships are its district's too, and a part's
// members are the whole's. A seat (a membership between collectives) does not roll up.
const HOW = ['direct', 'school', 'nested'];
const MEMBERSHIP = new Set(['MEMBER_OF']);
const NESTING = new Set(['PART_OF']);

// All nestings of collectives from some on, upwards ('out') or downwards ('in'); each once.
function nestedFrom(graph, start, on, side) {
  const steps = new Map();
  const met = new Set(start);
  let frontier = [...met];
  while (frontier.length) {
    const next = new Set();
    for (const node of frontier) {
      const ends = graph.around(node, side, NESTING, on).map(({ tie }) => (side === 'out' ? tie.target : tie.source));
      const wholes = ends.filter((end) => graph.isCollective(end) && graph.isCollective(node));
      if (wholes.length) steps.set(node, wholes.sort((a, b) => a - b));
      wholes.filter((end) => !met.has(end)).forEach((end) => next.add(end));
    }
    next.forEach((end) => met.add(end));
    frontier = [...next];
  }
  return steps;
}

// The shortest chain to each that steps lead to, the first by ids. Upwards a chain ends with its
// own end, downwards it begins with it.
function chainsFrom(start, steps, upwards) {
  const best = new Map([[start, [start]]]);
  let frontier = [start];
  while (frontier.length) {
    const reached = new Map();
    for (const node of upwards ? frontier : [...frontier].sort((a, b) => a - b)) {
      for (const other of steps.get(node) ?? []) {
        if (best.has(other) || reached.has(other)) continue;
        reached.set(other, upwards ? [...best.get(node), other] : [other, ...best.get(node)]);
      }
    }
    reached.forEach((chain, node) => best.set(node, chain));
    frontier = [...reached.keys()];
  }
  return best;
}

// The schools of an entity, if it is a district.
function schoolsOf(graph, number, on) {
  if (graph.entities[number].kind !== 'district') return [];
  return graph.around(number, 'in', NESTING, on).map(({ tie }) => tie.source);
}

// The closest of all ways by which each end belongs: direct, school, nested; the shortest; ids.
function closest(graph, ways, day) {
  ways.forEach((way) => { way.how = howBy(graph, way.via); });
  ways.sort(
    (a, b) => a.how - b.how || a.via.length - b.via.length || a.end - b.end
      || byCodePoint(a.type.name, b.type.name) || byNumbers(a.via, b.via),
  );
  const best = new Map();
  for (const way of ways) {
    const key = `${way.end} ${way.type.name}`;
    if (!best.has(key)) best.set(key, way);
  }
  const name = (way) => graph.entities[way.end].name;
  return [...best.values()]
    .sort((a, b) => a.how - b.how || byCodePoint(name(a), name(b)) || a.end - b.end || byCodePoint(a.type.name, b.type.name))
    .map((way) => ({
      end: way.end,
      type: way.type.name,
      how: HOW[way.how],
      via: way.via.map((node) => graph.entities[node].id),
      ...tenure(way.spells, way.type, day),
    }));
}

function howBy(graph, via) {
  if (via.some((node) => graph.isCollective(node))) return 2;
  return via.length ? 1 : 0;
}

function byNumbers(one, other) {
  const at = one.findIndex((number, i) => number !== other[i]);
  return at < 0 ? one.length - other.length : one[at] - (other[at] ?? -1);
}

// What an entity belongs to.
function affiliations(graph, { name, direct = false, on, day }) {
  const number = graph.at(name);
  const own = [number, ...schoolsOf(graph, number, on)].flatMap((holder) => graph.around(holder, 'out', MEMBERSHIP, on));
  if (graph.isCollective(number)) own.push(...graph.around(number, 'out', NESTING, on));
  const steps = nestedFrom(graph, own.map(({ tie }) => tie.target), on, 'out');
  const ways = own.flatMap(({ tie, spells }) => {
    const base = tie.source === number ? [] : [tie.source];
    return [...chainsFrom(tie.target, steps, true)].map(([end, chain]) => (
      { end, type: tie.type, via: [...base, ...chain.slice(0, -1)], spells }
    ));
  });
  const loose = new Set(graph.types.filter((type) => type.loose).map((type) => type.name));
  for (const { tie, spells } of graph.around(number, 'out', loose, on)) {
    if (graph.isCollective(tie.target)) ways.push({ end: tie.target, type: tie.type, via: [], spells });
  }
  const rows = closest(graph, ways.filter((way) => way.end !== number), day);
  return rows
    .filter((row) => row.how === 'direct' || !direct)
    .map(({ end, ...row }) => ({ network: graph.ref(end), ...row }));
}

// Who belongs to a collective.
function members(graph, { network, on, day }) {
  const whole = graph.at(network);
  if (!graph.isCollective(whole)) throw new AtlasError(`${network} is nothing that one can belong to.`);
  const chains = chainsFrom(whole, nestedFrom(graph, [whole], on, 'in'), false);
  const ways = [...chains].flatMap(([part, chain]) => {
    const own = graph.around(part, 'in', new Set(['MEMBER_OF', 'PART_OF']), on);
    return own.flatMap(({ tie, spells }) => memberWays(graph, tie, spells, chain.slice(0, -1), on));
  });
  return closest(graph, ways.filter((way) => way.end !== whole), day).map(({ end, ...row }) => (
    { member: { ...graph.ref(end), state: graph.state(end) }, ...row }
  ));
}

// A member's own way up, and that of the districts of a school.
function memberWays(graph, tie, spells, via, on) {
  const own = { end: tie.source, type: tie.type, via, spells };
  if (graph.entities[tie.source].kind !== 'school') return [own];
  const districts = graph.around(tie.source, 'out', NESTING, on).map((part) => part.tie.target);
  return [own, ...districts.map((end) => ({ end, type: tie.type, via: [tie.source, ...via], spells }))];
}

// For each collective that an entity belongs to, the ties by which it does.
function belongsTo(graph, number, on) {
  const own = [number, ...schoolsOf(graph, number, on)].flatMap((holder) => graph.around(holder, 'out', MEMBERSHIP, on));
  if (graph.isCollective(number)) own.push(...graph.around(number, 'out', NESTING, on));
  const steps = nestedFrom(graph, own.map(({ tie }) => tie.target), on, 'out');
  const found = new Map();
  for (const held of own) {
    for (const whole of chainsFrom(held.tie.target, steps, true).keys()) {
      if (whole !== number) found.set(whole, [...(found.get(whole) ?? []), held]);
    }
  }
  return found;
}
