// The page: it opens the pack, and draws what its address asks for.
const atlas = { graph: null, names: null, asked: null, note: null };

// What a screen reader hears; what a reader must see stands on the page too.
function say(words, heard = false) {
  find('status').textContent = words;
  find('status').classList.toggle('unseen', heard);
}

async function opened(packed) {
  const bytes = Uint8Array.from(atob(packed.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).json();
}

async function packedText() {
  const { source } = find('data').dataset;
  if (!source) return find('data').textContent;
  const fetched = await fetch(source);
  if (!fetched.ok) throw new AtlasError(`The data could not be fetched (${fetched.status}). They belong beside this page, as ${source}.`);
  return fetched.text();
}

// A question, answered by the engine in this page or, where it is served, by the server.
async function ask(question, asked) {
  const { ask: server } = find('data').dataset;
  if (!server) return answer(atlas.graph, question, asked);
  const terms = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    [value].flat().filter((one) => one !== null).forEach((one) => terms.append(name, one));
  }
  const response = await fetch(`${server}${question}?${terms}`);
  const told = await response.json();
  if (!response.ok) throw new AtlasError(told.error);
  return told;
}

async function viewOf({ show: one, connect: a, with: b, state, find: typed }) {
  if (a && b) return connectView(a, b);
  if (one ?? a) return entityView(one ?? a);
  if (state) return stateView(state);
  return typed ? foundView(typed, b) : homeView();
}

async function draw() {
  atlas.asked = addressRead();
  let view;
  try {
    if (atlas.asked['as-of'] && !isDate(atlas.asked['as-of'])) throw new AtlasError(`${atlas.asked['as-of']} is not a date.`);
    fillForm(atlas.asked);
    view = await viewOf(atlas.asked);
  } catch (error) {
    if (!(error instanceof AtlasError)) throw error;
    view = { title: 'This cannot be answered', content: [make('p', '', said(error.message))] };
  }
  document.title = `${view.title} – ${find('brand').textContent}`;
  find('answer-title').replaceChildren(said(view.title));
  const note = atlas.note ? [make('p', 'note', said(atlas.note))] : [];
  find('content').replaceChildren(...note, ...view.content);
  atlas.note = null;
  say(`Shown: ${view.title}`, true);
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(window.location.href);
    say('The link to this answer is copied.');
  } catch {
    say(`The link to this answer: ${window.location.href}`);
  }
}

// Light or dark: as the system is set, until the reader chooses.
function startTheme() {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const chosen = document.documentElement.dataset;
  const dark = () => (chosen.theme ? chosen.theme === 'dark' : system.matches);
  const name = () => { find('theme').textContent = dark() ? 'Light theme' : 'Dark theme'; };
  find('theme').addEventListener('click', () => {
    chosen.theme = dark() ? 'light' : 'dark';
    name();
  });
  system.addEventListener('change', name);
  name();
}

async function start() {
  startTheme();
  say('Opening …');
  const pack = await opened(await packedText());
  atlas.graph = new Graph(pack);
  atlas.names = new Names(atlas.graph, pack);
  atlas.stateNames = new Map(pack.state_names);
  atlas.fifty = pack.fifty;
  atlas.asOf = pack.made.as_of;
  find('as-of').disabled = Boolean(atlas.asOf);
  startForm();
  find('tools').hidden = false;
  find('copy').addEventListener('click', copyLink);
  find('print').addEventListener('click', () => window.print());
  document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault();
    find('answer').focus();
  });
  window.addEventListener('hashchange', async () => {
    await draw();
    window.scrollTo(0, 0);
    find('answer').focus({ preventScroll: true });
  });
  await draw();
  window.netweave = Object.freeze({
    ask: (question, asked) => jsonText(answer(atlas.graph, question, asked)),
    peers: (id, day) => {
      const field = new Field(atlas.graph, { on: null, day: firstDay(day), year: Number(day.slice(0, 4)) });
      const named = (number) => atlas.graph.entities[number].id;
      const told = (row) => ({ ...row, number: named(row.number), networks: row.networks.map(named) });
      return peersOf(field, atlas.graph.at(id)).map(told);
    },
    states: (day) => [...statesOf(new Field(atlas.graph, { on: null, day: firstDay(day), year: 0 }))],
    named: (typed) => {
      const id = (number) => (number === null ? null : atlas.graph.entities[number].id);
      const meant = atlas.names.meant(typed).map((one) => [id(one.number), one.tier]);
      return { meant, only: id(atlas.names.chosen(typed).only) };
    },
  });
  document.documentElement.dataset.ready = '';
  setTimeout(() => atlas.names.texts);
}

start().catch((error) => {
  say(error instanceof AtlasError ? error.message : `This page cannot open its data: ${error.message}`);
});
