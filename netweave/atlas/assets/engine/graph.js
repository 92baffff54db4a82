// The graph as it comes out of the pack: entities in the order of their ids, so that numbers
// compare as ids do; and the few things that every question asks of it.
const STRONG = 1;
const STATED = 2;
const DATED = 4;

class AtlasError extends Error {}

// Texts by their code points, as every answer is ordered.
function byCodePoint(a, b) {
  if (a === b) return 0;
  if (!/[\ud800-\uffff]/.test(a) && !/[\ud800-\uffff]/.test(b)) return a < b ? -1 : 1;
  const [one, other] = [Array.from(a, (c) => c.codePointAt(0)), Array.from(b, (c) => c.codePointAt(0))];
  const at = one.findIndex((code, i) => code !== other[i]);
  return at < 0 ? -1 : one[at] - (other[at] ?? -1);
}

class Graph {
  constructor(pack) {
    this.made = pack.made;
    this.types = pack.types;
    this.kinds = new Map(pack.kinds.map((kind) => [kind.name, kind]));
    this.entities = entitiesOf(pack);
    this.number = new Map(this.entities.map((entity, i) => [entity.id, i]));
    this.out = this.entities.map(() => []);
    this.in = this.entities.map(() => []);
    this.ties = tiesOf(pack);
    for (const tie of this.ties) {
      this.out[tie.source].push(tie);
      this.in[tie.target].push(tie);
    }
  }

  // The number of an entity by its id.
  at(id) {
    const found = this.number.get(id);
    if (found === undefined) throw new AtlasError(`Nothing here has the id ${id}.`);
    return found;
  }

  ref(number) {
    const { id, kind, name } = this.entities[number];
    return { id, kind, name };
  }

  spells(tie) {
    tie.spells ??= spellsOf(tie.statements, tie.type.momentary);
    return tie.spells;
  }

  lives(tie) {
    return [this.entities[tie.source].life, this.entities[tie.target].life];
  }

  // The spells of a tie that hold on a date; without a date, all.
  holding(tie, on) {
    const spells = this.spells(tie);
    if (on === null) return spells;
    return spells.filter((one) => {
      const [first, last] = spellDays(one, ...this.lives(tie));
      return first <= on[1] && last >= on[0];
    });
  }

  // Ties of some types at an entity that hold, each with the spells that do.
  around(number, side, types, on) {
    const found = [];
    for (const tie of this[side][number]) {
      if (!types.has(tie.type.name)) continue;
      const spells = this.holding(tie, on);
      if (spells.length) found.push({ tie, spells });
    }
    return found;
  }

  // How many distinct entities are members of a collective on a date.
  size(number, on) {
    return this.around(number, 'in', new Set(['MEMBER_OF']), on).length;
  }

  isCollective(number) {
    return this.kinds.get(this.entities[number].kind).collective;
  }

  state(number) {
    const known = this.entities[number].properties;
    return text(known.get(this.isCollective(number) ? 'scope_state' : 'state'));
  }
}

const text = (value) => (value === undefined || value === null ? null : String(value));

function entitiesOf(pack) {
  const columns = Object.entries(pack.entities.properties);
  const aliases = new Map(pack.entities.aliases);
  const collective = new Set(pack.kinds.filter((kind) => kind.collective).map((kind) => kind.name));
  return pack.entities.id.map((id, i) => {
    const known = columns.filter(([, column]) => column[i] !== null).map(([name, column]) => [name, column[i]]);
    const properties = new Map(known);
    const kind = pack.kinds[pack.entities.kind[i]].name;
    const life = collective.has(kind) ? lifetime(properties) : ALWAYS;
    return { id, kind, name: pack.entities.name[i], aliases: aliases.get(i) ?? [], properties, life };
  });
}

function lifetime(properties) {
  return [firstDay(text(properties.get('founded'))), lastDay(text(properties.get('ended')))];
}

// Statements come sorted by their tie, those of one tie in the order of their rows.
function tiesOf(pack) {
  const { statements: columns, texts } = pack;
  const ties = [];
  columns.source.forEach((source, i) => {
    const [type, target] = [pack.types[columns.type[i]], columns.target[i]];
    let tie = ties.at(-1);
    if (!tie || tie.source !== source || tie.type !== type || tie.target !== target) {
      tie = { source, type, target, statements: [], spells: null };
      ties.push(tie);
    }
    const said = { line: columns.line[i], confidence: columns.inferred[i] ? 'inferred' : 'stated' };
    for (const name of ['role', 'since', 'until', 'url', 'file', 'as_of']) said[name] = texts[columns[name][i]];
    tie.statements.push(said);
  });
  return ties;
}
