// What is drawn, what is hidden, and what the reader looks at.
const nodes = data.nodes.map((place, id) => {
  const [name, kind, side, main, facts, site] = about.nodes[id];
  return { id, name, kind, side, main, facts, site, x: place.x, y: place.y, size: place.size,
    lines: place.label.split('\n'), ties: [], near: new Set() };
});
const ties = about.ties.map(([source, target, type, role, when, since, until, said], id) =>
  ({ id, source, target, type, role, when, since, until, said, line: -1 }));
const lines = data.edges.map((edge, id) => ({ id, source: edge.from, target: edge.to,
  ties: about.lines[id].ties, main: about.lines[id].emphasised, width: edge.width, dashes: edge.dashes }));
lines.forEach((line) => {
  line.ties.forEach((tie) => { ties[tie].line = line.id; });
  nodes[line.source].near.add(line.target);
  nodes[line.target].near.add(line.source);
});
ties.forEach((tie) => {
  nodes[tie.source].ties.push(tie);
  if (tie.target !== tie.source) nodes[tie.target].ties.push(tie);
});

const state = { at: null, hover: null, chain: null, fit: 0, kinds: new Set(), types: new Set() };

const shown = (node) => !state.kinds.has(node.kind);
const tieShown = (tie) => !state.types.has(tie.type) && shown(nodes[tie.source]) && shown(nodes[tie.target]);
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
