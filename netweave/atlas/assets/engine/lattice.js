// All shortest routes between two entities as a lattice: counted, and the best of them, without
// writing the others out.

// The graph of some types on a date without avoided entities: the neighbours of each entity, once.
class Neighbourhoods {
  constructor(graph, types, on, avoided) {
    Object.assign(this, { graph, types, on, avoided: new Set(avoided), known: [] });
  }

  of(node) {
    this.known[node] ??= this.read(node);
    return this.known[node];
  }

  read(node) {
    const found = new Set();
    const add = (tie, other) => {
      if (other === node || this.avoided.has(other) || !this.types.has(tie.type.name)) return;
      if (this.on === null || this.graph.holding(tie, this.on).length) found.add(other);
    };
    this.graph.out[node].forEach((tie) => add(tie, tie.target));
    this.graph.in[node].forEach((tie) => add(tie, tie.source));
    return found;
  }

  // The marks of the hop between two neighbours: those of all spells of all their ties.
  marks(node, other) {
    const held = tiesBetween(this.graph, node, other, this.types, this.on);
    const marks = held.flatMap(({ tie, spells }) => spells.map((one) => marksOf(tie.type, one)));
    return marks.reduce((all, one) => all | one, 0);
  }
}

function marksOf(type, one) {
  return (type.weak ? 0 : STRONG) | (isStated(one) ? STATED : 0) | (one.since === null ? 0 : DATED);
}

// One half of a search from both ends: how far it has come, and from where.
class Half {
  constructor(start) {
    Object.assign(this, { depth: 0, frontier: [start], reached: new Map([[start, 0]]), previous: new Map() });
  }

  advance(near) {
    this.depth += 1;
    const found = [];
    for (const node of this.frontier) {
      for (const other of near.of(node)) {
        const at = this.reached.get(other);
        if (at === this.depth) this.previous.get(other).push(node);
        if (at !== undefined) continue;
        this.reached.set(other, this.depth);
        this.previous.set(other, [node]);
        found.push(other);
      }
    }
    this.frontier = found;
  }
}

// The layers of the lattice and, for each of its nodes, the next ones; null if there is no route.
function shortestRoutes(near, start, end) {
  const [ahead, behind] = [new Half(start), new Half(end)];
  while (ahead.frontier.length && behind.frontier.length) {
    const near1 = ahead.frontier.length <= behind.frontier.length;
    const [side, other] = near1 ? [ahead, behind] : [behind, ahead];
    side.advance(near);
    const met = side.frontier.filter((node) => other.reached.has(node));
    if (met.length) return threaded(ahead, behind, met);
  }
  return null;
}

// The lattice from where the two halves met to both ends.
function threaded(ahead, behind, met) {
  const onward = new Map();
  const layers = [met];
  for (let step = 0; step < ahead.depth; step += 1) {
    const layer = new Set();
    for (const node of layers[0]) {
      for (const before of ahead.previous.get(node)) {
        if (!layer.has(before)) onward.set(before, []);
        layer.add(before);
        onward.get(before).push(node);
      }
    }
    layers.unshift([...layer]);
  }
  for (let step = 0; step < behind.depth; step += 1) {
    const layer = new Set();
    for (const node of layers.at(-1)) {
      onward.set(node, behind.previous.get(node));
      onward.get(node).forEach((next) => layer.add(next));
    }
    layers.push([...layer]);
  }
  return { layers, onward };
}

// How many shortest routes there are, exactly.
function countRoutes({ layers, onward }) {
  const ways = new Map([[layers.at(-1)[0], 1n]]);
  for (const layer of layers.slice(0, -1).reverse()) {
    for (const node of layer) ways.set(node, onward.get(node).reduce((sum, next) => sum + ways.get(next), 0n));
  }
  const total = ways.get(layers[0][0]);
  return total <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(total) : total;
}

// The k best routes, as lists of stops. Each term of their order is a sum over hops and stops, so
// the best onward routes of a node are among the best of the nodes after it.
function bestRoutes({ layers, onward }, near, sizeOf, k) {
  const end = layers.at(-1)[0];
  let best = new Map([[end, [{ cost: [0, 0, 0, 0], stops: [end] }]]]);
  for (const layer of layers.slice(0, -1).reverse()) {
    const further = new Map();
    for (const node of layer) {
      const routes = onward.get(node).flatMap((other) => {
        const hop = costOf(near.marks(node, other), other === end ? 0 : sizeOf(other));
        return best.get(other).map(({ cost, stops }) => (
          { cost: cost.map((sum, i) => sum + hop[i]), stops: [node, ...stops] }
        ));
      });
      routes.sort((a, b) => byNumbers(a.cost, b.cost) || byNumbers(a.stops, b.stops));
      further.set(node, routes.slice(0, k));
    }
    best = further;
  }
  return best.get(layers[0][0]).map(({ stops }) => stops);
}

function costOf(marks, size) {
  return [marks & STRONG ? 0 : 1, size, marks & STATED ? 0 : 1, marks & DATED ? 0 : 1];
}
