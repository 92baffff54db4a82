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

// Takes out of a copy of the static picture what is not shown.
function graphTrim(copy) {
  copy.querySelectorAll('[data-node]').forEach((part) => { if (!shown(nodes[part.dataset.node])) part.remove(); });
  copy.querySelectorAll('[data-line]').forEach((part) => { if (!lineShown(lines[part.dataset.line])) part.remove(); });
  copy.querySelectorAll('[data-tie]').forEach((part) => { if (!tieShown(ties[part.dataset.tie])) part.remove(); });
}
