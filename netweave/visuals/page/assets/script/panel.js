// The side panel: what is known of the node or tie one looks at, with sources.
function look(id, options = {}) {
  const node = nodes[id];
  if (!shown(node)) bringBack(node);
  state.at = id;
  bright = emphasis();
  letGo();
  reveal(id);
  panelOf(node);
  const count = node.ties.filter(tieShown).length;
  say(`${node.name}: ${node.kind}, ${count} ${count === 1 ? 'tie' : 'ties'} shown.`);
  if (options.scroll) find('picture').scrollIntoView({ behavior: calm.matches ? 'auto' : 'smooth', block: 'start' });
}

function clear() {
  state.at = null;
  bright = emphasis();
  find('details').replaceChildren();
  say('');
  letGo();
  redraw();
}

function panelOf(node) {
  const facts = make('dl');
  node.facts.forEach(([word, value]) => {
    const row = make('div');
    row.append(make('dt', word), holding('dd', make('bdi', value)));
    facts.append(row);
  });
  const list = make('ul');
  node.ties.filter(tieShown).forEach((tie) => list.append(tieItem(tie, node)));
  const parts = [holding('h3', make('bdi', node.name)), make('p', node.kind, 'kind'), facts];
  if (node.site) parts.push(holding('p', link('Its own page', node.site)));
  find('details').replaceChildren(...parts, make('h4', 'Ties'), list, ...companions(node));
  find('side').scrollTop = 0;
}

// What stands at the same place.
function companions(node) {
  const others = besides(node);
  if (!others.length) return [];
  const list = make('ul');
  others.slice(0, 20).forEach((other) => {
    const item = make('li');
    item.append(toGo(other));
    list.append(item);
  });
  if (others.length > 20) list.append(make('li', `and ${others.length - 20} more; zoom in.`));
  return [make('h4', 'At or near the same place'), list];
}

function toGo(other) {
  const button = holding('button', make('bdi', other.name));
  button.type = 'button';
  button.className = 'goto';
  button.addEventListener('click', () => { look(other.id); find('details').focus(); });
  return button;
}

function lookAtLine(id, only) {
  state.at = null;
  const line = lines[id];
  bright = { nodes: new Set([line.source, line.target]), lines: new Set([id]) };
  const list = make('ul');
  line.ties.map((tie) => ties[tie]).filter((tie) => tieShown(tie) && (only === undefined || tie.id === only)).forEach((tie) => {
    const item = tieItem(tie, nodes[tie.source]);
    item.prepend(make('bdi', nodes[tie.source].name), ' ');
    list.append(item);
  });
  find('details').replaceChildren(make('h3', 'Tie'), list);
  find('side').scrollTop = 0;
  say(`${nodes[line.source].name} and ${nodes[line.target].name}.`);
  redraw();
}

function tieItem(tie, here) {
  const outward = tie.source === here.id;
  const other = nodes[outward ? tie.target : tie.source];
  const item = make('li', `${about.types[tie.type][outward ? 0 : 1]} `);
  item.append(toGo(other));
  const known = other.facts.find(([word]) => word === 'Members');
  const notes = [tie.when, known && known[1]].filter(Boolean).join('; ');
  if (notes) item.append(make('div', notes, 'kind'));
  if (tie.derived) item.append(sentence(tie.derived));
  if (tie.role) item.append(holding('div', make('bdi', tie.role)));
  item.append(sourcesOf(tie));
  return item;
}

function sourcesOf(tie) {
  const box = make('div', undefined, 'sources');
  tie.said.forEach((index, i) => {
    const [text, url, inferred] = about.references[index];
    if (i) box.append('; ');
    if (inferred) box.append('inferred from ');
    box.append(link(text, url));
  });
  return box;
}

// Texts, names of nodes by their numbers, and pairs of text and address.
function sentence(parts) {
  const box = make('div');
  parts.forEach((part) => {
    if (typeof part === 'number') box.append(make('bdi', nodes[part].name));
    else box.append(typeof part === 'string' ? part : link(...part));
  });
  return box;
}

function holding(tag, ...children) {
  const element = make(tag);
  element.append(...children);
  return element;
}
