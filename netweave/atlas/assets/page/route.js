// How two are connected: the answer first, as a sentence to read aloud, then the routes as lines of
// stops with role, dates and source of every tie.
const TOGETHER = new Map([
  ['yes', 'both at one time'],
  ['no', 'never at one time'],
  ['maybe', 'whether at one time is not known'],
]);
const ROUTES = 5;

async function connectView(a, b) {
  const { 'as-of': asOf, through, avoid } = atlas.asked;
  const found = await ask('connect', { a, b, through: through ?? 'memberships', k: ROUTES, avoid, as_of: asOf });
  const title = `${nameOf(a)} and ${nameOf(b)}`;
  const [first, ...others] = found.routes;
  const parts = [
    make('p', 'lead', said(answerWords(found))),
    ...detourWords(avoid, found),
    sharedList(found),
    first ? section(`Route 1 of ${found.routes_total.toLocaleString('en-US')}`, lineOf(first, found)) : unconnected(found),
    ...others.map((route, i) => otherRoute(route, i + 2, found)),
    moreRoutes(found),
  ];
  return { title, content: parts.filter(Boolean) };
}

// The answer as one reads it aloud.
function answerWords(found) {
  const [a, b] = [nameOf(found.a.id), nameOf(found.b.id)];
  if (!found.connected) {
    const by = found.parameters.through === 'all' ? 'ties of any type' : 'memberships';
    return `${a} and ${b} are not connected by ${by}${onDate()}, as far as is known.`;
  }
  const between = found.routes[0].stops.slice(1, -1).map((stop) => nameOf(stop.id));
  const way = between.length ? `through ${listed(between)}` : 'directly';
  const ties = counted(found.distance, 'tie');
  const routes = counted(found.routes_total, 'shortest route');
  const passes = found.unavoidable.length && found.routes_total > 1
    ? ` Every shortest route passes ${listed(found.unavoidable.map(nameOf))}.` : '';
  const apart = found.independent_routes === 1
    ? 'No two routes, of any length, are without a stop in common.'
    : `${found.independent_routes} independent routes have no stop in common.`;
  const were = atlas.asked['as-of'] ? 'were' : 'are';
  return `${a} and ${b} ${were} connected ${way}${onDate()}. They ${were} ${ties} apart, by ${routes}.${passes} ${apart}${restingWords(found)}`;
}

// On a date: which steps of the best route nobody knows to have been there then.
function restingWords(found) {
  if (!found.as_of) return '';
  const [best] = found.routes;
  const steps = best.hops.filter((hop) => hop.ties.every((tie) => tie.undated));
  const words = steps.map((hop) => `${nameOf(hop.from)} – ${nameOf(hop.to)}`);
  return words.length ? ` Whether they were connected so ${inTime(found.as_of)} rests on ties that nobody dates (?): ${listed(words)}.` : '';
}

function detourWords(avoid, found) {
  return avoid.map((id) => make(
    'p', '', 'Routes through ', linkTo(id), ' are left out. ',
    inside('Let them in again', again(found, { avoid: avoid.filter((one) => one !== id) })),
  ));
}

function again(found, change) {
  const { through, avoid } = atlas.asked;
  return { connect: found.a.id, with: found.b.id, through, avoid, ...change };
}

function sharedList({ shared }) {
  if (!shared.length) return make('p', '', 'No network that both belong to is known.');
  const items = shared.map((one) => [linkTo(one.id), `: ${TOGETHER.get(one.together)}`]);
  return section(`Both belong, or have belonged, to (${shared.length})`, list(items));
}

function unconnected(found) {
  const parts = [];
  if (found.hint && atlas.asked.through !== 'all') {
    const known = found.hint.replace(' Ask again with --through all.', '');
    parts.push(make('p', '', said(known), ' ', inside('Ask with ties of every type', again(found, { through: 'all' }))));
  }
  if (found.as_of && !atlas.asOf) parts.push(make('p', '', inside('Ask for all time', again(found, { 'as-of': null }))));
  return parts.length ? make('div', '', ...parts) : null;
}

// A route as a line of stops, each with the ties that lead to the next.
function lineOf(route, found) {
  const stops = route.stops.map((stop, i) => {
    const inner = i > 0 && i < route.stops.length - 1;
    const apart = route.apart_in_time.includes(stop.id);
    const hop = route.hops[i];
    const head = make('p', 'name', linkTo(stop.id), ' ', make('small', '', kindWords(atlas.graph.at(stop.id))));
    if (inner) head.append(' ', avoidLink(stop.id, found));
    const note = apart ? make('p', 'note', 'The ties before and after it never held on one day.') : null;
    return [head, ...(note ? [note] : []), ...(hop ? [hopList(hop)] : [])];
  });
  return list(stops, 'line', 'ol');
}

function hopList(hop) {
  return list(hop.ties.map((tie) => {
    const phrase = make('strong', '', tiePhrase(atlas.graph, tie));
    return evidence(tie, phrase);
  }), 'hop');
}

function avoidLink(id, found) {
  const element = inside('avoid', again(found, { avoid: [...found.parameters.avoid, id] }));
  element.setAttribute('aria-label', `Avoid ${nameOf(id)}`);
  return make('small', 'avoid', element);
}

function otherRoute(route, number, found) {
  const between = route.stops.slice(1, -1).map((stop) => nameOf(stop.id));
  const summary = make('summary', '', said(`Route ${number}: by ${listed(between)}`));
  return make('details', 'route', summary, lineOf(route, found));
}

function moreRoutes(found) {
  const rest = Number(found.routes_total) - found.routes.length;
  return rest > 0 ? make('p', '', `And ${counted(rest, 'more route', 'more routes')} as short.`) : null;
}
