// The rules of time: how statements become spells, and which spells hold on a date.

// The spells of one tie, the earliest first. Dated statements merge while their intervals share a
// day; undated ones attach to the earliest spell and change neither of its dates.
function spellsOf(statements, momentary) {
  if (statements.length === 1) {
    const [{ since, until }] = statements;
    return [{ since, until: momentary ? until ?? since : until, statements }];
  }
  const dated = statements.filter((one) => one.since !== null);
  if (!dated.length) return [spell(statements, momentary)];
  const groups = momentary ? moments(dated) : overlapping(dated);
  const found = groups.map((group) => spell(group, momentary));
  const order = (a, b) => firstDay(a.since) - firstDay(b.since) || byCodePoint(a.since, b.since);
  found.sort(order);
  if (dated.length < statements.length) {
    const [first] = found;
    const mine = new Set(first.statements);
    const together = statements.filter((one) => one.since === null || mine.has(one));
    found[0] = { ...first, statements: together };
  }
  return found;
}

function spell(statements, momentary) {
  const sinces = statements.flatMap((one) => (one.since === null ? [] : [one.since]));
  const until = latest(statements.map((one) => (momentary ? one.until ?? one.since : one.until)));
  return { since: sinces.length ? earliest(sinces) : null, until, statements };
}

// Of momentary ties each distinct beginning is a spell of its own.
function moments(dated) {
  const groups = new Map();
  for (const one of dated) groups.set(one.since, [...(groups.get(one.since) ?? []), one]);
  return [...groups.values()];
}

function overlapping(dated) {
  const order = dated.map((_, i) => i).sort((a, b) => firstDay(dated[a].since) - firstDay(dated[b].since));
  const groups = [];
  let reach = EARLIEST;
  for (const i of order) {
    const last = lastDay(dated[i].until);
    const joins = groups.length > 0 && firstDay(dated[i].since) <= reach;
    if (joins) groups.at(-1).push(i);
    else groups.push([i]);
    reach = joins ? Math.max(reach, last) : last;
  }
  return groups.map((group) => group.sort((a, b) => a - b).map((i) => dated[i]));
}

// The days of a spell, cut to the lifetimes of the ends of its tie.
function spellDays(one, ...lifetimes) {
  let [first, last] = [firstDay(one.since), lastDay(one.until)];
  for (const life of lifetimes) [first, last] = [Math.max(first, life[0]), Math.min(last, life[1])];
  return [first, last];
}

const isStated = (one) => one.statements.some((statement) => statement.confidence === 'stated');

// Over is what is known to have ended before a day. What happened at a moment is never over.
function isOver(type, until, day) {
  return until !== null && !type.momentary && lastDay(until) < day;
}

const roles = (statements) => [...new Set(statements.map((one) => one.role).filter(Boolean))].join('; ') || null;
const sourceOf = ({ url, file, line, as_of, confidence }) => ({ url, file, line, as_of, confidence });

// What the spells of one tie say together: all roles, the first since and the last until.
function tenure(spells, type, day) {
  const statements = spells.flatMap((one) => one.statements);
  const sinces = spells.flatMap((one) => (one.since === null ? [] : [one.since]));
  const since = sinces.length ? earliest(sinces) : null;
  const until = latest(spells.map((one) => one.until));
  const over = isOver(type, until, day);
  return { role: roles(statements), since, until, over, undated: since === null, sources: statements.map(sourceOf) };
}
