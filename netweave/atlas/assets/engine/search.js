// What a reader may mean while still typing: the desk's ways first, then words that begin so, then
// towns and states.

// The entities that a text may lead to, the likeliest first, each with what it fits: its own name,
// or what else it is called.
function search(names, typed, most = 12) {
  const { graph } = names;
  const sure = new Map();
  for (const { number, tier } of typed.trim() ? names.meant(typed) : []) {
    if (!sure.has(number)) sure.set(number, RANK.get(tier));
  }
  const { words } = folded(typed);
  const state = names.stateOf(typed);
  const places = words.length ? names.texts.map((all, number) => {
    if (state === null && !words.every((word) => all.includes(` ${word}`))) return 9;
    return placeRank(names, number, state, words);
  }) : [];
  const rank = (number) => Math.min(sure.get(number) ?? 9, places[number] ?? 9);
  const found = places.map((_, number) => number).filter((number) => rank(number) < 9);
  const order = (a, b) => rank(a) - rank(b) || names.tied[b] - names.tied[a] || a - b;
  const first = (a, b) => (rank(a) < 4 && rank(b) < 4 ? names.tied[b] - names.tied[a] : 0) || order(a, b);
  return found.sort(first).slice(0, most).map((number) => (
    { number, also: alsoCalled(graph.entities[number], names.spellings.get(number) ?? [], words) }
  ));
}

// 4: words of a name begin so; 5: its town does; 6: it is in this state.
function placeRank(names, number, wanted, words) {
  const known = names.graph.entities[number].properties;
  const begins = (have) => words.every((word) => have.some((one) => one.startsWith(word)));
  if (names.labels[number].some(([, label]) => begins(label.words))) return 4;
  const [town, state] = [text(known.get('city')) ?? '', names.graph.state(number) ?? ''];
  if (town && begins(folded(town).words)) return 5;
  if (town && state && begins([...folded(town).words, ...folded(state).words])) return 5;
  return state && wanted === state ? 6 : 9;
}

// The other name that a text fits, if its own does not.
function alsoCalled({ name, aliases }, spellings, words) {
  const fits = (label) => words.every((word) => folded(label).words.some((one) => one.startsWith(word)));
  return fits(name) ? null : [...aliases, ...spellings].find(fits) ?? null;
}

// Names that are written almost so, for a text that nobody has as a name.
function nearNames(names, typed, most = 5) {
  const pairs = (word) => new Set([...` ${word} `].slice(0, -1).map((letter, i) => letter + ` ${word} `[i + 1]));
  const asked = pairs(folded(typed).bare);
  const likeness = (label) => {
    const own = pairs(label.bare);
    const both = [...own].filter((pair) => asked.has(pair)).length;
    return (2 * both) / (own.size + asked.size);
  };
  const scored = names.labels.map((labels, number) => (
    { number, also: null, score: Math.max(...labels.map(([, label]) => likeness(label))) }
  ));
  return scored.filter(({ score }) => score > 0.5).sort((a, b) => b.score - a.score || a.number - b.number).slice(0, most);
}
