// Labels keep a readable size whatever the zoom. None is written over another, or over a node that
// is not its own unless it is asked for; as one zooms in there is room for more.
function labelSize(scale) { return Math.max(11.5, Math.min(16, 14 * scale)); }

function labelOrder() {
  const first = [state.at, state.hover].filter((id) => id !== null).map((id) => nodes[id]);
  const near = bright ? nodes.filter((node) => bright.nodes.has(node.id)) : [];
  const far = about.large && (state.moving || network.getScale() < 1.5 * state.fit);
  const rest = bright || far ? [] : byWeight;
  return [...first, ...about.subjects.map((id) => nodes[id]), ...near, ...nodes.filter((node) => node.main), ...rest];
}

const byWeight = [...nodes].sort((a, b) => b.main - a.main || b.near.size - a.near.size || a.id - b.id);

function labels(ctx) {
  const scale = network.getScale();
  const size = labelSize(scale);
  const high = size * 1.2;
  const box = find('canvas');
  const wide = box.clientWidth;
  const tall = box.clientHeight;
  const from = network.DOMtoCanvas({ x: 0, y: 0 });
  const written = new Set();
  const cells = new Map();
  const places = nodePlaces(from, scale);
  const wanted = new Set([state.at, state.hover, ...about.subjects]);
  ctx.save();
  ctx.lineJoin = 'round';
  ctx.textBaseline = 'top';
  for (const node of labelOrder()) {
    if (written.has(node.id) || !shown(node)) continue;
    const x = (node.x - from.x) * scale;
    const y = (node.y - from.y) * scale;
    if (x < -200 || y < -60 || x > wide + 200 || y > tall + 60) continue;
    const fits = (box) => !covered(cells, box) && (wanted.has(node.id)
      || (box.left >= 0 && box.right <= wide && (node.main || !covered(places, box, node.id))));
    const beside = { x, y, size, gap: reach(node) * scale + 4 };
    const at = SIDES[node.side].map((side) => labelBox(ctx, node, side, beside)).find(fits);
    if (!at) continue;
    keep(cells, at);
    written.add(node.id);
    write(ctx, node, { ...at, width: at.right - at.left, size, high, scale, from });
  }
  ctx.restore();
}

// Where a label may stand, by where its node would have it; the first with room is taken.
const SIDES = { below: ['below', 'right', 'left'], above: ['above'], right: ['right'], left: ['left'] };

// Where a label stands on the screen, beside a node that is there.
function labelBox(ctx, node, side, { x, y, size, gap }) {
  const width = widest(ctx, node) * size;
  const height = node.lines.length * size * 1.2;
  const left = { below: x - width / 2, above: x - width / 2, right: x + gap, left: x - gap - width }[side];
  const top = { below: y + gap, above: y - gap - height, right: y - height / 2, left: y - height / 2 }[side];
  return { side, left, top, right: left + width, bottom: top + height };
}

// The width of a label at size 1; measured once.
function widest(ctx, node) {
  if (node.wide === undefined) {
    ctx.font = font(node, 100);
    node.wide = Math.max(...node.lines.map((line) => ctx.measureText(line).width)) / 100;
  }
  return node.wide;
}

function font(node, size) {
  return `${node.main ? 600 : 400} ${size}px system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif`;
}

// Where nodes are on the screen: the middle of each, so that a label may touch its neighbours.
function nodePlaces(from, scale) {
  const places = new Map();
  for (const node of nodes) {
    if (!shown(node)) continue;
    const x = (node.x - from.x) * scale;
    const y = (node.y - from.y) * scale;
    const half = reach(node) * scale * 0.6;
    keep(places, { id: node.id, left: x - half, right: x + half, top: y - half, bottom: y + half });
  }
  return places;
}

// The cells of the screen that a box lies in; they keep the search for others short.
function cellsOf(box) {
  const keys = [];
  for (let i = Math.floor(box.left / 120); i <= Math.floor(box.right / 120); i += 1) {
    for (let j = Math.floor(box.top / 60); j <= Math.floor(box.bottom / 60); j += 1) keys.push(`${i},${j}`);
  }
  return keys;
}

// Whether a box lies over one that is kept, other than that of a node itself.
function covered(cells, box, own = null) {
  const over = (other) => other.id !== own && box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
  return cellsOf(box).some((key) => (cells.get(key) || []).some(over));
}

function keep(cells, box) {
  cellsOf(box).forEach((key) => { if (!cells.has(key)) cells.set(key, []); cells.get(key).push(box); });
}

function write(ctx, node, at) {
  const anchor = { below: 'center', above: 'center', right: 'left', left: 'right' }[at.side];
  const x = at.left + { below: at.width / 2, above: at.width / 2, right: 0, left: at.width }[at.side];
  ctx.font = font(node, at.size / at.scale);
  ctx.textAlign = anchor;
  ctx.lineWidth = 4 / at.scale;
  ctx.strokeStyle = colours.ground;
  ctx.fillStyle = bright && !bright.nodes.has(node.id) ? colours.quiet : colours.ink;
  node.lines.forEach((line, i) => {
    const place = [x / at.scale + at.from.x, (at.top + i * at.high) / at.scale + at.from.y];
    ctx.strokeText(line, ...place);
    ctx.fillText(line, ...place);
  });
}
