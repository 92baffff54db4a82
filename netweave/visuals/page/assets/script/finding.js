// Search, and the legend as a filter. The tables show what the picture shows.
function refilter() {
  restock();
  document.querySelectorAll('tr[data-node]').forEach((row) => { row.hidden = !shown(nodes[row.dataset.node]); });
  document.querySelectorAll('tr[data-tie]').forEach((row) => { row.hidden = !tieShown(ties[row.dataset.tie]); });
  recount();
  if (state.at !== null && !shown(nodes[state.at])) clear();
  bright = emphasis();
  redraw();
  say(`${nodes.filter(shown).length} of ${nodes.length} shown, with ${ties.filter(tieShown).length} of ${ties.filter(tieThen).length} ties.`);
}

const boxes = (attribute) => [...document.querySelectorAll(`#legend [data-${attribute}]`)];

// How many of each there are in the year of the slider, whether ticked or not.
function recount() {
  if (!about.years) return;
  const count = (attribute, all, there) => boxes(attribute).forEach((box) => {
    const number = all.filter((item) => String(item[attribute]) === box.dataset[attribute] && there(item)).length;
    box.closest('label').querySelector('.number').textContent = number.toLocaleString('en-US');
  });
  count('kind', nodes, nodeThen);
  count('group', nodes, nodeThen);
  count('type', ties, tieThen);
}

// What the reader goes to comes back, whatever hid it.
function bringBack(node) {
  [['kind', state.kinds], ['group', state.groups]].forEach(([attribute, hidden]) => {
    boxes(attribute).filter((box) => box.dataset[attribute] === String(node[attribute])).forEach((box) => { box.checked = true; });
    hidden.delete(node[attribute]);
  });
  if (!nodeThen(node)) setYear(0);
  refilter();
}

function startFilter() {
  const listen = (attribute, hidden) => boxes(attribute).forEach((box) => {
    box.checked = true;
    box.addEventListener('change', () => {
      if (box.checked) hidden.delete(box.dataset[attribute]);
      else hidden.add(box.dataset[attribute]);
      refilter();
    });
  });
  listen('kind', state.kinds);
  listen('group', state.groups);
  listen('type', state.types);
}

let found = [];
let turn = -1;

function matches(text) {
  const sought = text.trim().toLocaleLowerCase();
  if (!sought) return [];
  const score = (node) => {
    const name = node.name.toLocaleLowerCase();
    return name === sought ? 0 : name.startsWith(sought) ? 1 : name.includes(sought) ? 2 : 3;
  };
  return nodes.filter((node) => score(node) < 3).sort((a, b) => score(a) - score(b));
}

function startSearch() {
  const input = find('sought');
  if (!about.large) {
    [...new Set(nodes.map((node) => node.name.slice(0, 200)))].forEach((name) => {
      const option = make('option');
      option.value = name;
      find('names').append(option);
    });
  }
  input.addEventListener('input', () => {
    found = matches(input.value);
    turn = -1;
    if (input.value.trim()) say(found.length ? `${found.length} found; Enter goes to the ${found.length > 1 ? 'first' : 'match'}.` : 'Nothing here has this name.');
  });
  find('find').addEventListener('submit', (event) => {
    event.preventDefault();
    found = matches(input.value);
    if (!found.length) { say('Nothing here has this name.'); return; }
    turn = (turn + 1) % found.length;
    look(found[turn].id);
  });
  const chain = find('chain');
  if (chain) {
    chain.addEventListener('change', () => {
      state.at = null;
      state.chain = chain.value === '' ? null : Number(chain.value);
      find('details').replaceChildren();
      bright = emphasis();
      chose();
      redraw();
      say(state.chain === null ? '' : `${about.highlights[state.chain][0]} emphasised.`);
    });
  }
}
