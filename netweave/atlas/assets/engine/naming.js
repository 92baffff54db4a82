// Which entities a written name can mean, and which of them it does: the rules of the desk. What the
// desk would accept beyond them is asked for where netweave is installed.
const TIERS = ['id', 'nces_id', 'name', 'alias', 'spelling', 'bare', 'part'];
const RANK = new Map([['id', 0], ['nces_id', 0], ['name', 1], ['alias', 1], ['spelling', 1], ['bare', 2], ['part', 3]]);

class Names {
  constructor(graph, pack) {
    WORDS = {
      carried: new Set(pack.words.carried), generic: new Set(pack.words.generic), little: new Set(pack.words.little),
    };
    this.graph = graph;
    this.states = new Map(pack.states);
    this.codes = new Map(pack.codes);
    this.spellings = new Map();
    for (const [number, spelling] of pack.spellings) {
      this.spellings.set(number, [...(this.spellings.get(number) ?? []), spelling]);
    }
    this.tied = graph.entities.map((_, number) => isTied(graph, number));
  }

  // What each entity is called, folded: when it is first wanted, since that takes a moment.
  get labels() {
    this.known ??= this.graph.entities.map((entity, number) => [
      ['name', folded(entity.name)],
      ...entity.aliases.map((alias) => ['alias', folded(alias)]),
      ...(this.spellings.get(number) ?? []).map((spelling) => ['spelling', folded(spelling)]),
    ]);
    return this.known;
  }

  // For each entity all that it may be found by, in one text to look through quickly.
  get texts() {
    this.joined ??= this.labels.map((labels, number) => {
      const { id, properties } = this.graph.entities[number];
      const names = labels.map(([, { phrase, key, bare }]) => `${phrase}|${key}|${bare}`);
      const place = ` ${folded(text(properties.get('city')) ?? '').words.join(' ')} ${this.graph.state(number) ?? ''}`;
      return [foldId(id), foldId(text(properties.get('nces_id')) ?? ''), ...names, place.toLowerCase()].join('|');
    });
    return this.joined;
  }

  // The ways in which a text names each entity, the surest first.
  namings(text) {
    const [whole, name] = [foldId(text), folded(text)];
    if (!whole) return [];
    const found = this.texts.flatMap((all, number) => {
      if (!all.includes(whole) && !all.includes(name.key) && !all.includes(name.bare) && !all.includes(name.phrase)) return [];
      return this.tiers(number, whole, name).map(({ tier, isWhole }) => ({ number, tier, whole: isWhole }));
    });
    return found.sort((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) || a.number - b.number);
  }

  tiers(number, whole, name) {
    const entity = this.graph.entities[number];
    const labels = this.labels[number];
    const district = entity.kind === 'district';
    const equal = new Set(labels.filter(([, label]) => label.key === name.key).map(([tier]) => tier));
    const found = [];
    if (whole === foldId(entity.id)) found.push({ tier: 'id', isWhole: true });
    if (whole === foldId(text(entity.properties.get('nces_id')) ?? '')) found.push({ tier: 'nces_id', isWhole: true });
    if (name.full || !district) equal.forEach((tier) => found.push({ tier, isWhole: true }));
    if (district && name.bare && labels.some(([, label]) => label.bare === name.bare)) {
      found.push({ tier: 'bare', isWhole: equal.size > 0 });
    }
    if (name.telling && labels.some(([, label]) => label.phrase.includes(name.phrase))) {
      found.push({ tier: 'part', isWhole: equal.size > 0 });
    }
    return found;
  }

  // Whom a text could mean: as a whole, or as a name with a place after it.
  meant(text) {
    const whole = counting(text, this.namings(text), this.graph);
    if (whole.some((naming) => naming.whole)) return whole;
    const readings = this.readings(text);
    for (const reading of readings) {
      const there = this.namings(reading.name).filter((one) => byName(one) && this.fits(one.number, reading));
      if (there.length && (reading.state || !whole.length)) return there;
    }
    return readings.some((reading) => reading.state) ? [] : whole;
  }

  // Who of these it is: with ties before without, then the smallest tier, then the only district.
  chosen(text) {
    const found = this.meant(text);
    const tied = found.filter((one) => this.tied[one.number]);
    const pool = tied.length ? tied : found;
    const rank = Math.min(...pool.map((one) => RANK.get(one.tier)));
    const best = [...new Set(pool.filter((one) => RANK.get(one.tier) === rank).map((one) => one.number))];
    const districts = best.filter((number) => this.graph.entities[number].kind === 'district');
    const only = best.length === 1 ? best[0] : districts.length === 1 ? districts[0] : null;
    const all = new Set(found.map((one) => one.number));
    return { only, best: best.sort((a, b) => a - b), others: all.size - 1, loosely: rank === 3 };
  }

  // How a text is read as a name with a place after it, the fullest place first.
  readings(written) {
    const shape = /^(.+?)\s*[([]([^()[\]]+)[)\]]\s*$/s.exec(written);
    const parts = shape ? [...shape[1].split(','), ...shape[2].split(',')] : written.split(',');
    const [name = '', ...place] = parts.map((part) => part.trim()).filter(Boolean);
    if (!place.length) return [];
    const last = place.at(-1);
    const most = [name, ...place.slice(0, -1)].join(', ');
    const state = this.stateOf(last);
    if (!state) return [{ name: most, state: null, city: last }];
    const found = [{ name: most, state, city: '' }];
    if (place.length > 1) found.unshift({ name: [name, ...place.slice(0, -2)].join(', '), state, city: place.at(-2) });
    return found;
  }

  // The postal code that a text means, null if it means no state.
  stateOf(text) {
    if (!text) return null;
    return this.states.get(text.toLowerCase().replace(/[.,\s]/g, '')) ?? null;
  }

  fits(number, { state, city }) {
    const known = this.graph.entities[number].properties;
    const nces = text(known.get('nces_id')) ?? '';
    const run = nces.length === 7 ? this.codes.get(nces.slice(0, 2)) : null;
    if (state && state !== this.stateOf(this.graph.state(number)) && state !== run) return false;
    const own = text(known.get('city'));
    return !city || (own !== null && folded(own).key === folded(city).key);
  }
}

const byName = (naming) => naming.tier !== 'id' && naming.tier !== 'nces_id';

// The namings of a whole text; where it is an id, that one alone.
function counting(written, namings, graph) {
  let ids = namings.filter((naming) => naming.tier === 'id');
  if (ids.length > 1) {
    const exact = ids.filter((naming) => graph.entities[naming.number].id === written.trim());
    ids = exact.length ? exact : ids;
  }
  if (!ids.length && /^[0-9]{7}$/.test(written.trim())) ids = namings.filter((naming) => naming.tier === 'nces_id');
  return ids.length ? ids : namings.filter(byName);
}

// Whether an entity has a tie; the schools of a district are none of its own.
function isTied(graph, number) {
  const district = graph.entities[number].kind === 'district';
  const own = graph.in[number].filter((tie) => !district || tie.type.name !== 'PART_OF');
  return graph.out[number].length > 0 || own.length > 0;
}
