// The field as it is: what holds on a date or, without one, all that is not over; who belongs to
// which networks, and whom a district can learn from, in the order of the command `peers`.
const NETWORK_KINDS = new Set(['network', 'consortium', 'cohort']);
const EXPERIENCED = 3;
const NEAR_KM = 200;
const RADIUS_KM = 6371.0088;

class Field {
  constructor(graph, { on, day, year }) {
    Object.assign(this, { graph, on, day, year, belongs: new Map() });
  }

  // The ties of some types at an entity that are not over.
  present(number, side, types) {
    const held = this.graph.around(number, side, types, this.on);
    return held.filter(({ tie, spells }) => spells.some((one) => !isOver(tie.type, one.until, this.day)));
  }

  // The collectives that a district belongs to, by its schools and rolled up as well.
  own(district) {
    if (!this.belongs.has(district)) {
      const schools = this.present(district, 'in', NESTING).map(({ tie }) => tie.source);
      const found = new Set();
      let frontier = [district, ...schools].flatMap((one) => this.targets(one, MEMBERSHIP));
      while (frontier.length) {
        frontier = frontier.filter((one) => !found.has(one));
        frontier.forEach((one) => found.add(one));
        frontier = frontier.flatMap((one) => this.targets(one, NESTING));
      }
      this.belongs.set(district, found);
    }
    return this.belongs.get(district);
  }

  targets(number, types) {
    return this.present(number, 'out', types).map(({ tie }) => tie.target);
  }

  networks(district) {
    const found = [...this.own(district)].filter((one) => NETWORK_KINDS.has(this.graph.entities[one].kind));
    return found.sort((a, b) => a - b);
  }

  get districts() {
    this.all ??= this.graph.entities.map((_, i) => i).filter((i) => this.graph.entities[i].kind === 'district');
    return this.all;
  }

  // The number of ties from an entity to all that memberships connect it with.
  distances(start) {
    const found = new Map([[start, 0]]);
    const types = new Set(['MEMBER_OF', 'PART_OF']);
    const waiting = [start];
    for (let at = 0; at < waiting.length; at += 1) {
      const ends = [
        ...this.present(waiting[at], 'out', types).map(({ tie }) => tie.target),
        ...this.present(waiting[at], 'in', types).map(({ tie }) => tie.source),
      ];
      for (const other of ends) {
        if (found.has(other)) continue;
        found.set(other, found.get(waiting[at]) + 1);
        waiting.push(other);
      }
    }
    return found;
  }

  // The year in which a district began, null if unknown or yet to come.
  since(number) {
    const written = text(this.graph.entities[number].properties.get('competency_since'));
    const year = written && /^[0-9]/.test(written) ? Number(written.slice(0, 4)) : null;
    return year !== null && year <= this.year ? year : null;
  }

  isExperienced(number) {
    const since = this.since(number);
    const kind = this.graph.entities[number].properties.get('competency_since_kind');
    return since !== null && this.year - since >= EXPERIENCED && kind !== 'pilot';
  }
}

// Experienced districts: the most alike first, then the fewest ties, kilometres, the most years, ids.
function peersOf(field, district) {
  const distances = field.distances(district);
  const rows = field.districts.filter((one) => one !== district && field.isExperienced(one)).map((number) => {
    const [km, distance] = [kilometres(field.graph, district, number), distances.get(number) ?? null];
    const since = field.since(number);
    const alike = alikeIn(field.graph, district, number, km, distance);
    return { number, years: field.year - since, since, alike, km, distance, networks: field.networks(number) };
  });
  const rising = (value) => (value === null ? Infinity : Math.round(value * 1e9));
  const compare = (a, b) => (a === b ? 0 : a - b);
  return rows.sort((a, b) => b.alike.length - a.alike.length || compare(rising(a.distance), rising(b.distance))
    || compare(rising(a.km), rising(b.km)) || b.years - a.years || a.number - b.number);
}

function alikeIn(graph, one, other, km, distance) {
  const [mine, theirs] = [graph.entities[one].properties, graph.entities[other].properties];
  const [few, many] = [mine, theirs].map((known) => known.get('enrollment') ?? 0).sort((a, b) => a - b);
  const locale = (known) => (text(known.get('locale')) ?? '').slice(0, 1);
  const found = [];
  if (graph.state(one) !== null && graph.state(one) === graph.state(other)) found.push('state');
  if (km !== null && Math.round(km * 1e9) / 1e9 <= NEAR_KM) found.push('near');
  if (few > 0 && many <= 2 * few) found.push('size');
  if (locale(mine) && locale(mine) === locale(theirs)) found.push('locale');
  if (distance === 2) found.push('tied');
  return found;
}

// The great-circle distance (haversine), null if either place is unknown.
function kilometres(graph, one, other) {
  const places = [one, other].map((number) => ['lat', 'lon'].map((name) => graph.entities[number].properties.get(name)));
  if (places.flat().some((degrees) => typeof degrees !== 'number')) return null;
  const [[lat1, lon1], [lat2, lon2]] = places.map((place) => place.map((degrees) => (degrees * Math.PI) / 180));
  const half = Math.sin((lat2 - lat1) / 2) ** 2
    + Math.cos(lat1) * Math.cos(lat2) * Math.sin((lon2 - lon1) / 2) ** 2;
  return 2 * RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}

// For each state with a district how many it has, and how many are in a network.
function statesOf(field) {
  const found = new Map();
  for (const district of field.districts) {
    const state = field.graph.state(district);
    if (state === null) continue;
    const [districts, joined] = found.get(state) ?? [0, 0];
    found.set(state, [districts + 1, joined + (field.networks(district).length > 0 ? 1 : 0)]);
  }
  return found;
}
