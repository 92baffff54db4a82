// The field in words: whom a district could ask, and in which states nobody is in a network.
const ALIKE_WORDS = new Map([
  ['state', 'same state'],
  ['near', 'near'],
  ['size', 'about as large'],
  ['locale', 'as urban or rural'],
  ['tied', 'shares a network or group'],
]);
const PEERS = 8;

// The field on the date that is asked for.
function fieldNow() {
  const date = atlas.asked['as-of'];
  const day = date ?? todayText();
  return new Field(atlas.graph, { on: date ? days(date) : null, day: firstDay(day), year: Number(day.slice(0, 4)) });
}

function peersSection(number) {
  if (atlas.graph.entities[number].kind !== 'district') return null;
  const rows = peersOf(fieldNow(), number).slice(0, PEERS);
  if (!rows.length) return null;
  const items = rows.map((row) => {
    const { id } = atlas.graph.entities[row.number];
    const connect = inside('how connected', { connect: atlas.graph.entities[number].id, with: id });
    connect.setAttribute('aria-label', `How it is connected with ${placedName(row.number)}`);
    return [make('p', 'name', linkTo(id), ' ', make('small', '', connect)), peerWords(row)];
  });
  const words = 'Districts that have taught by competency for three years or more, those most like it first. Whom one could ask, not who would agree.';
  return section('Whom it could ask, or visit', make('p', '', words), list(items));
}

function peerWords({ years, since, alike, km, distance, networks }) {
  const line = make('p', 'evidence', `for ${counted(years, 'year')}, since ${since}`);
  if (alike.length) line.append(` · ${listed(alike.map((one) => ALIKE_WORDS.get(one)))}`);
  if (km !== null) line.append(` · ${Math.round(km).toLocaleString('en-US')} km away`);
  line.append(` · ${distance === null ? 'not connected by memberships' : `${counted(distance, 'tie')} apart`}`);
  networks.forEach((one, i) => line.append(i ? ', ' : ' · in ', linkTo(atlas.graph.entities[one].id)));
  return line;
}

// Every state, with how many of its districts here are in a network; and where nobody is.
function statesSection() {
  const found = statesOf(fieldNow());
  const states = [...found].sort(([a], [b]) => byCodePoint(stateName(a), stateName(b)));
  const items = states.map(([state, [districts, joined]]) => (
    [inside(stateName(state), { state }), ` ${joined} of ${districts}`]
  ));
  const nobody = atlas.fifty.filter((state) => !(found.get(state)?.[1] > 0)).map(stateName).sort(byCodePoint);
  const words = nobody.length ? `Nobody is known to be in a network${onDate()} in ${listed(nobody)}.` : '';
  return section(
    'Districts in a network, by state',
    make('p', '', `How many of the districts that are known here are in a network, a consortium or a cohort${onDate()}. ${words}`),
    list(items, 'columns'),
  );
}
