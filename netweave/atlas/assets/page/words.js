// Entities and ties as a reader meets them.
const LITTLE_WORDS = new Set(['of', 'the', 'and', 'in', 'on', 'at', 'de', 'la', 'del', 'du']);

// A text that is all in capitals, as some registers write, as people write it.
function calm(written) {
  if (written !== written.toUpperCase() || written === written.toLowerCase()) return written;
  const words = written.toLowerCase().split(/\s+/);
  const upper = (word, i) => (i && LITTLE_WORDS.has(word) ? word : word[0].toUpperCase() + word.slice(1));
  return words.map(upper).join(' ').replace(/[-/(][a-z]/g, (pair) => pair.toUpperCase());
}

function placeOf(number) {
  const city = text(atlas.graph.entities[number].properties.get('city'));
  return [city && calm(city), atlas.graph.state(number)].filter(Boolean).join(', ');
}

// The name of an entity; that of a district with its place behind it.
function placedName(number) {
  const { name, kind, id } = atlas.graph.entities[number];
  const place = kind === 'district' ? placeOf(number) : '';
  return place ? `${name || id} (${place})` : name || id;
}

const nameOf = (id) => placedName(atlas.graph.at(id));
const linkTo = (id) => inside(nameOf(id), { show: id });

const stateName = (state) => atlas.stateNames.get(state) ?? state;

function kindWords(number) {
  const { kind } = atlas.graph.entities[number];
  const what = kind === 'district' ? 'school district' : kind;
  const state = kind === 'district' ? null : atlas.graph.state(number);
  return state ? `${what} in ${stateName(state)}` : what;
}

// When a tie held; on a date with a question mark if nobody knows whether it did.
function whenText(held) {
  const unsure = atlas.asked['as-of'] && held.undated ? '? ' : '';
  return `${unsure}${whenWords(held)}`;
}

// Dates and role of a tie, and who says so, each with its page.
function evidence(held, ...before) {
  const details = [...before, whenText(held), ...(held.role ? [held.role] : [])];
  const line = make('p', 'evidence');
  details.forEach((detail, i) => line.append(i ? ' · ' : '', detail instanceof Node ? detail : said(detail)));
  line.append(' · according to ', sourcesOf(held.sources));
  return line;
}

const SHOWN = 2;

function sourcesOf(sources) {
  const names = [...new Map(sources.map((one) => [sourceName(one) + one.confidence, one])).values()];
  const one = (source) => {
    const inferred = source.confidence === 'inferred' ? [' (inferred)'] : [];
    return [outside(sourceName(source), source.url), ...inferred];
  };
  const joined = (some) => some.flatMap((source, i) => [...(i ? [', '] : []), ...one(source)]);
  const words = make('span', 'sources', ...joined(names.slice(0, SHOWN)));
  if (names.length <= SHOWN) return words;
  const rest = make('details', 'more', make('summary', '', `and ${names.length - SHOWN} more`));
  rest.append(...joined(names.slice(SHOWN)));
  words.append(' ', rest);
  return words;
}

const onDate = () => (atlas.asked['as-of'] ? ` ${inTime(atlas.asked['as-of'])}` : '');
