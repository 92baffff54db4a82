// The questions, each as the command of its name answers it in JSON.

// All that is known of one entity: its properties, and a row for each spell of its ties.
function show(graph, { name, on, day }) {
  const number = graph.at(name);
  const { id, kind, name: called, aliases, properties } = graph.entities[number];
  const all = typesThrough(graph, 'all');
  const held = [...graph.around(number, 'out', all, on), ...graph.around(number, 'in', all, on)];
  const once = [...new Map(held.map((one) => [one.tie, one])).values()];
  const ties = once.flatMap(({ tie, spells }) => {
    const direction = tie.source === number ? 'out' : 'in';
    const other = direction === 'out' ? tie.target : tie.source;
    return spells.map((one) => ({ type: tie.type.name, direction, other, ...tenure([one], tie.type, day) }));
  });
  ties.sort((a, b) => byCodePoint(a.type, b.type) || byCodePoint(a.direction, b.direction)
    || a.other - b.other || byCodePoint(a.since ?? '', b.since ?? ''));
  const rows = ties.map((tie) => ({ ...tie, other: graph.ref(tie.other) }));
  return { id, kind, name: called, aliases, properties: Object.fromEntries(properties), ties: rows };
}

const ANSWERS = new Map(Object.entries({
  connect: {
    given: { a: null, b: null, through: 'memberships', k: 5, avoid: [] },
    fields: connect,
  },
  members: { given: { network: null }, fields: (graph, asked) => ({ rows: members(graph, asked) }) },
  affiliations: {
    given: { name: null, direct: false },
    fields: (graph, asked) => ({ rows: affiliations(graph, asked) }),
  },
  show: { given: { name: null }, fields: show },
}));

// A question as one document. Without a date it is answered for the day on which it is asked.
function answer(graph, question, { as_of: asOf = null, today = todayText(), ...asked }) {
  const known = ANSWERS.get(question);
  if (!known) throw new AtlasError(`${question} is no question that this page answers.`);
  if (asOf !== null && !isDate(asOf)) throw new AtlasError(`${asOf} is not a date. Write YYYY, YYYY-MM or YYYY-MM-DD.`);
  const parameters = { ...known.given, ...asked, today: asOf ?? today };
  const on = asOf === null ? null : days(asOf);
  const fields = known.fields(graph, { ...parameters, on, day: firstDay(parameters.today) });
  return filled({ question, store: graph.made.store, as_of: asOf, parameters, ...fields });
}

// An empty text is null, as in every answer.
function filled(value) {
  if (value === '') return null;
  if (Array.isArray(value)) return value.map(filled);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one)]));
}

// A document as JSON; a number of routes may be longer than numbers of JavaScript are.
function jsonText(document, indent) {
  const mark = '\u0000';
  const kept = (_, value) => (typeof value === 'bigint' ? `${mark}${value}${mark}` : value);
  return JSON.stringify(document, kept, indent).replace(/"\\u0000(\d+)\\u0000"/g, '$1');
}
