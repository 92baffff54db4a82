// How many routes of any length share no stop in between (Menger): a maximum flow with room for
// one route through every stop, grown by one route at a time.

function independentRoutes(near, start, end) {
  const direct = near.of(start).has(end) ? 1 : 0;
  const most = Math.min(near.of(start).size, near.of(end).size);
  const flow = { near, start, end, after: new Map(), before: new Map() };
  let count = direct;
  while (count < most) {
    const route = growing(flow);
    if (!route) break;
    augment(flow, route);
    count += 1;
  }
  return count;
}

// A state of the search is a node and how it is passed. 'open': no route goes through it yet. Of a
// node that a route goes through 'in': come upon from the side, from where only a step back along
// the route is possible; 'out': come upon by such a step, from where a new way may be taken.
const GATES = ['open', 'in', 'out'];

function growing(flow) {
  const first = { node: flow.start, gate: 'open', from: null };
  const met = new Uint8Array(GATES.length * flow.near.graph.entities.length);
  const waiting = [first];
  for (let at = 0; at < waiting.length; at += 1) {
    for (const [node, gate] of onwardFrom(flow, waiting[at])) {
      const place = GATES.length * node + GATES.indexOf(gate);
      if (met[place]) continue;
      met[place] = 1;
      const state = { node, gate, from: waiting[at] };
      if (node === flow.end) return trail(state);
      waiting.push(state);
    }
  }
  return null;
}

function* onwardFrom(flow, { node, gate }) {
  if (gate === 'in') {
    const back = flow.before.get(node);
    if (back !== flow.start) yield [back, 'out'];
    return;
  }
  for (const other of flow.near.of(node)) {
    if (mayAdd(flow, node, other)) yield [other, flow.after.has(other) ? 'in' : 'open'];
  }
  if (gate === 'out') yield [node, 'in'];
}

// Whether a new route may take this hop: it is unused, and not the direct tie.
function mayAdd({ start, end, after, before }, node, other) {
  if (other === start) return false;
  if (node === start) return other !== end && before.get(other) !== node;
  if (other === end) return after.get(node) !== other;
  return after.get(node) !== other && after.get(other) !== node;
}

function trail(state) {
  const route = [];
  for (let one = state; one; one = one.from) route.unshift(one);
  return route;
}

// Add one route, which may undo hops of others.
function augment(flow, route) {
  const hops = new Map();
  const put = (a, b) => hops.set(`${a} ${b}`, [a, b]);
  flow.after.forEach((b, a) => put(a, b));
  flow.before.forEach((a, b) => put(a, b));
  route.slice(1).forEach(({ node: other, gate: otherGate }, i) => {
    const { node, gate } = route[i];
    if (gate === 'in' && otherGate === 'out') hops.delete(`${other} ${node}`);
    else if (node !== other) put(node, other);
  });
  const all = [...hops.values()];
  flow.after = new Map(all.filter(([a]) => a !== flow.start));
  flow.before = new Map(all.filter(([, b]) => b !== flow.end).map(([a, b]) => [b, a]));
}
