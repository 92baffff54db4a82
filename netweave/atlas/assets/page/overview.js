// What is in here, a state, and the entities that a name could mean.
function homeView() {
  const { entities, kinds, ties } = atlas.graph;
  const number = (kind) => entities.filter((entity) => entity.kind === kind).length;
  const words = [...kinds].filter(([kind]) => number(kind)).map(([kind, { plural }]) => counted(number(kind), kind, plural));
  const collectives = entities.map((_, i) => i).filter((i) => atlas.graph.isCollective(i));
  const sized = collectives.map((i) => [i, atlas.graph.size(i, null)]).filter(([, size]) => size);
  const largest = sized.sort(([a, few], [b, many]) => many - few || a - b).slice(0, 10);
  const items = largest.map(([i, size]) => [linkTo(entities[i].id), ` ${counted(size, 'member')}`]);
  return {
    title: 'What is in here',
    content: [
      make('p', '', `${listed(words)}, and ${counted(ties.length, 'tie')} between them, each with its source. Rosters are cut off, so what is missing here says nothing about a district.`),
      section('Some of the largest', list(items, 'plain')),
      statesSection(),
    ],
  };
}

// The districts of a state, and the networks whose field it is.
function stateView(asked) {
  const state = atlas.names.stateOf(asked) ?? asked;
  const field = fieldNow();
  const districts = field.districts.filter((number) => atlas.graph.state(number) === state);
  const joined = new Map(districts.map((number) => [number, field.networks(number).length]));
  const own = atlas.graph.entities.map((_, i) => i).filter((i) => atlas.graph.isCollective(i) && atlas.graph.state(i) === state);
  const item = (number) => [linkTo(atlas.graph.entities[number].id), joined.get(number) ? ` ${counted(joined.get(number), 'network')}` : ''];
  const within = districts.filter((number) => joined.get(number));
  const without = districts.filter((number) => !joined.get(number));
  return {
    title: stateName(state),
    content: [
      make('p', '', `${counted(districts.length, 'district')} here, ${within.length} of them in a network, a consortium or a cohort${onDate()}, as far as is known.`),
      ...(own.length ? [section(`Networks and groups of ${stateName(state)} (${own.length})`, list(own.map(item), 'plain'))] : []),
      ...(within.length ? [section(`Districts in a network (${within.length})`, list(within.map(item), 'plain'))] : []),
      ...(without.length ? [section(`Districts in none that is known (${without.length})`, list(without.map(item), 'plain'))] : []),
    ],
  };
}

// Those whom a text could mean, to choose from; or, if nobody, names that are written almost so.
function foundView(typed, other) {
  const { best } = atlas.names.chosen(typed);
  const exact = best.length ? best.map((number) => ({ number, also: null })) : search(atlas.names, typed, 60);
  const hits = exact.length ? exact : nearNames(atlas.names, typed);
  const next = (id) => (other ? { connect: id, with: other } : { show: id });
  const item = ({ number, also }) => {
    const { id } = atlas.graph.entities[number];
    const about = [kindWords(number), ...(also ? [`also ${also}`] : []), id].join(' · ');
    return [inside(placedName(number), next(id)), ' ', make('small', '', said(about))];
  };
  const words = exact.length ? `${counted(hits.length, 'entity fits', 'entities fit')} “${typed}”. Which is meant?`
    : `Nothing here is named “${typed}”.${hits.length ? ' These are written almost so:' : ''}`;
  return { title: `“${typed}”`, content: [make('p', '', said(words)), ...(hits.length ? [list(hits.map(item), 'plain')] : [])] };
}
