// The nodes and ties of a graph, where they stand, and what is shown of them.
const nodes = about.nodes.map(([name, kind, side, main, facts, site, group, x, y, size], id) => {
  const place = (data.nodes || [])[id];
  return { id, name, kind, side, main, facts, site, group, x, y, size, fill: about.groups[group] || (place && place.color),
    lines: place ? place.label.split('\n') : [name], ties: [], near: new Set(), out: false };
});
const ties = about.ties.map(([source, target, type, role, when, since, until, said, derived], id) =>
  ({ id, source, target, type, role, when, since, until, said, derived, line: -1 }));
const lines = about.lines.map((line, id) => {
  const edge = (data.edges || [])[id] || {};
  return { id, source: line.source, target: line.target, ties: line.ties, main: line.emphasised, width: edge.width, dashes: edge.dashes, out: false };
});
lines.forEach((line) => {
  line.ties.forEach((tie) => { ties[tie].line = line.id; });
  nodes[line.source].near.add(line.target);
  nodes[line.target].near.add(line.source);
});
ties.forEach((tie) => {
  nodes[tie.source].ties.push(tie);
  if (tie.target !== tie.source) nodes[tie.target].ties.push(tie);
});

const shown = (node) => !state.kinds.has(node.kind) && !state.groups.has(node.group) && nodeThen(node);
const tieShown = (tie) => !state.types.has(tie.type) && tieThen(tie) && shown(nodes[tie.source]) && shown(nodes[tie.target]);
const lineShown = (line) => line.ties.some((tie) => tieShown(ties[tie]));

// The nodes and lines in full colour while the rest is faint, or null if nothing is emphasised.
function emphasis() {
  if (state.at !== null) {
    const here = nodes[state.at];
    const bright = new Set([here.id]);
    here.ties.filter(tieShown).forEach((tie) => { bright.add(tie.source).add(tie.target); });
    return { nodes: bright, lines: new Set(here.ties.filter(tieShown).map((tie) => tie.line)) };
  }
  if (state.chain === null) return null;
  const stops = about.highlights[state.chain][1];
  const pairs = new Set(stops.slice(1).map((stop, i) => [stops[i], stop].sort().join()));
  return { nodes: new Set(stops),
    lines: new Set(lines.filter((line) => pairs.has([line.source, line.target].sort().join())).map((line) => line.id)) };
}

// Sizes, labels and facts of the nodes in the year of the slider.
function dress(looks) {
  nodes.forEach((node) => {
    const look = looks[node.id];
    node.usual = node.usual || { size: node.size, lines: node.lines, facts: node.facts };
    const { size, lines, facts } = node.usual;
    node.size = look ? look[0] : size;
    node.lines = look && look[1] ? [...lines.slice(0, -1), look[1]] : lines;
    node.facts = look ? facts.map(([word, value]) => [word, word === 'Members' ? look[2] : value]) : facts;
    node.wide = undefined;
    const row = document.querySelector(`tr[data-node="${node.id}"]`);
    if (row) row.cells[3].textContent = (node.facts.find(([word]) => word === 'Members') || ['', ''])[1];
  });
  resize();
}

// Takes out of a copy of the static picture what is not shown.
function graphTrim(copy) {
  copy.querySelectorAll('[data-node]').forEach((part) => { if (!shown(nodes[part.dataset.node])) part.remove(); });
  copy.querySelectorAll('[data-line]').forEach((part) => {
    if (lineShown(lines[part.dataset.line])) part.removeAttribute('display');
    else part.remove();
  });
  if (state.year) trimSizes(copy);
  copy.querySelectorAll('[data-tie]').forEach((part) => { if (!tieShown(ties[part.dataset.tie])) part.remove(); });
  if (bright) dim(copy);
}

// What is not looked at is faint in a saved picture as it is on the screen.
function dim(copy) {
  const faint = (part) => part.setAttribute('opacity', '0.25');
  copy.querySelectorAll('[data-node]').forEach((part) => { if (!bright.nodes.has(Number(part.dataset.node))) faint(part); });
  copy.querySelectorAll('[data-line]').forEach((part) => { if (!bright.lines.has(Number(part.dataset.line))) faint(part); });
  copy.querySelectorAll('[data-tie]').forEach((part) => { if (!bright.lines.has(ties[part.dataset.tie].line)) faint(part); });
}

// A saved picture of a year has the sizes and the labels of that year, and no empty patches.
function trimSizes(copy) {
  nodes.filter((node) => about.years.looks[state.year][node.id]).forEach((node) => {
    const k = node.size / node.usual.size;
    const [shape, label] = copy.querySelectorAll(`[data-node="${node.id}"]`);
    if (shape) shape.setAttribute('transform', `translate(${node.x} ${node.y}) scale(${k}) translate(${-node.x} ${-node.y})`);
    const last = label && label.lastElementChild;
    if (last && about.years.looks[state.year][node.id][1]) last.textContent = node.lines[node.lines.length - 1];
  });
  copy.querySelectorAll('[data-area]').forEach((part) => {
    if (!about.areas[part.dataset.area][4].some((id) => shown(nodes[id]))) part.remove();
  });
}
