// Ties and routes in words: who is tied to whom, in what role, when, and who says so.
const PAST = new Map(Object.entries({
  is: 'was',
  has: 'had',
  includes: 'included',
  hosts: 'hosted',
  convenes: 'convened',
  offers: 'offered',
  uses: 'used',
  leads: 'led',
  works: 'worked',
  employs: 'employed',
  partners: 'partnered',
}));

const listed = (names) => (names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0] ?? '');
const counted = (number, one, many = `${one}s`) => `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
const inTime = (date) => (date.split('-').length === 3 ? `on ${date}` : `in ${date}`);

function routeSentence(graph, refs, hops) {
  const weak = (tie) => [
    graph.types.find((type) => type.name === tie.type).weak ? 1 : 0,
    tie.sources.every((source) => source.confidence === 'inferred') ? 1 : 0,
    tie.over ? 1 : 0,
    tie.undated ? 1 : 0,
  ];
  const parts = hops.map((ties, i) => {
    const tie = ties.reduce((best, one) => (byNumbers(weak(one), weak(best)) < 0 ? one : best));
    const details = [...(tie.role ? [tie.role] : []), whenWords(tie), says(tie.sources)];
    return `${refs[i].name} ${tiePhrase(graph, tie)} ${refs[i + 1].name} (${details.join(', ')})`;
  });
  return `${parts.join('; ')}.`;
}

// How a tie reads from one of its ends: "is a member of", "had the member".
function tiePhrase(graph, { type, direction, over }) {
  const words = graph.types.find((one) => one.name === type);
  const phrase = direction === 'out' ? words.out_phrase : words.in_phrase;
  const [verb, ...rest] = phrase.split(' ');
  return over ? [PAST.get(verb), ...rest].join(' ') : phrase;
}

// The dates of a tie; of an undated one, when it was seen on a list.
function whenWords({ since, until, sources }) {
  if (since !== null || until !== null) return datesWords(since, until);
  const seen = sources.map((source) => source.as_of).filter((date) => date && isDate(date));
  return seen.length ? `seen ${inTime(latest(seen))}` : 'undated';
}

function datesWords(since, until) {
  if (since === null) return `until ${until}`;
  if (until === null) return `since ${since}`;
  return since === until ? since : `${since} to ${until}`;
}

function says(sources) {
  const stated = sources.filter((source) => source.confidence === 'stated');
  const more = sources.length > 1 ? ` and ${sources.length - 1} more` : '';
  return `${stated.length ? 'according to' : 'inferred from'} ${sourceName((stated[0] ?? sources[0]))}${more}`;
}

// The site and date of a page, or the file and line of a row.
function sourceName({ url, file, line, as_of: seen }) {
  const row = file && (line === null ? file : `${file} line ${line}`);
  const name = url ? siteOf(url) : row || 'an unnamed source';
  return seen ? `${name}, ${seen}` : name;
}

function siteOf(url) {
  const at = url.indexOf('://');
  const site = (at < 0 ? url : url.slice(at + 3)).split(/[/?#]/, 1)[0];
  return site.replace(/^www\./, '') || url;
}
