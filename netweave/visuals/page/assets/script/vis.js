// The moving picture: vis-network draws the ties and finds what is clicked; shapes are ours.
let network = null;
let veiled = false;
let items = null;
let threads = null;

const shapes = {};
Object.entries(about.kinds).forEach(([kind, look]) => {
  const path = new Path2D();
  if (look.outline.length) look.outline.forEach(([x, y], i) => (i ? path.lineTo(x, y) : path.moveTo(x, y)));
  else path.arc(0, 0, 1, 0, 2 * Math.PI);
  path.closePath();
  shapes[kind] = path;
});

// The radius of a node, which stays visible however far one zooms out.
const reach = (node) => Math.max(node.size, 4 / network.getScale());

function shape(ctx, node, faint) {
  const size = reach(node);
  ctx.save();
  ctx.translate(node.x, node.y);
  ctx.scale(size, size);
  if (faint) {
    // No tie shows through what is faint.
    ctx.fillStyle = colours.ground;
    ctx.fill(shapes[node.kind]);
    ctx.globalAlpha = 0.25;
  }
  ctx.fillStyle = node.fill;
  ctx.fill(shapes[node.kind]);
  ctx.lineWidth = Math.min((node.id === state.at ? 4 : 1.6) / size, 0.25);
  ctx.strokeStyle = node.id === state.at ? colours.main : colours.outline;
  ctx.stroke(shapes[node.kind]);
  ctx.restore();
}

// Between ties and nodes: the ties lose their colour, those that count are drawn again.
function veil(ctx) {
  veiled = true;
  if (!bright) return;
  const from = network.DOMtoCanvas({ x: 0, y: 0 });
  const box = find('canvas');
  const to = network.DOMtoCanvas({ x: box.clientWidth, y: box.clientHeight });
  ctx.save();
  ctx.globalAlpha = 0.8;
  ctx.fillStyle = colours.ground;
  ctx.fillRect(from.x, from.y, to.x - from.x, to.y - from.y);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colours.main;
  bright.lines.forEach((id) => {
    if (!lineShown(lines[id])) return;
    const { source, target, width, dashes } = lines[id];
    ctx.beginPath();
    ctx.lineWidth = Math.max(2.5, width, 1.5 / network.getScale());
    ctx.setLineDash(dashes || []);
    ctx.moveTo(nodes[source].x, nodes[source].y);
    ctx.lineTo(nodes[target].x, nodes[target].y);
    ctx.stroke();
  });
  ctx.restore();
}

function renderer({ ctx, id }) {
  return {
    drawNode() {
      if (!veiled) veil(ctx);
      const faint = bright && !bright.nodes.has(id);
      shape(ctx, nodes[id], faint);
    },
    nodeDimensions: { width: 2.4 * reach(nodes[id]), height: 2.4 * reach(nodes[id]) },
  };
}

const lineColour = (line) => ({ color: line.main ? colours.main : colours.tie, inherit: false, opacity: 1 });

// What lies behind the ties: clusters, wholes with their parts.
function patches(ctx) {
  about.areas.forEach(([label, x, y, outline, inside, solid]) => {
    if (!inside.some((id) => shown(nodes[id]))) return;
    const scale = network.getScale();
    ctx.save();
    ctx.beginPath();
    outline.forEach(([px, py], i) => (i ? ctx.lineTo(px, py) : ctx.moveTo(px, py)));
    ctx.closePath();
    ctx.fillStyle = colours.surface;
    ctx.fill();
    ctx.strokeStyle = colours.control;
    ctx.lineWidth = 1.2 / scale;
    ctx.setLineDash(solid ? [] : [3 / scale, 5 / scale]);
    ctx.stroke();
    ctx.fillStyle = colours.quiet;
    ctx.textAlign = 'center';
    ctx.font = `${Math.max(12, 14 * scale) / scale}px system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif`;
    ctx.fillText(label, x, y);
    ctx.restore();
  });
}

function start() {
  items = new vis.DataSet(data.nodes.map((node) => ({ id: node.id, x: node.x, y: node.y, size: node.size,
    shape: 'custom', ctxRenderer: renderer, fixed: true, physics: false })));
  threads = new vis.DataSet(data.edges.map((edge, id) => ({ id, from: edge.from, to: edge.to,
    width: edge.width, dashes: edge.dashes, color: lineColour(lines[id]) })));
  const box = find('canvas');
  network = new vis.Network(box, { nodes: items, edges: threads }, JSON.parse(data.options));
  const inner = box.querySelector('.vis-network');
  if (inner) inner.tabIndex = -1;
  network.on('beforeDrawing', (ctx) => { veiled = false; patches(ctx); });
  network.on('afterDrawing', labels);
  network.on('click', clicked);
  network.on('hoverNode', ({ node }) => { state.hover = node; box.style.cursor = 'pointer'; network.redraw(); });
  network.on('blurNode', () => { state.hover = null; box.style.cursor = ''; network.redraw(); });
  network.on('hoverEdge', () => { box.style.cursor = 'pointer'; });
  network.on('blurEdge', () => { box.style.cursor = ''; });
  if (coarse.matches) network.setOptions({ interaction: { dragView: false } });
  network.on('zoom', thicken);
  network.on('dragStart', () => { state.moving = true; });
  network.on('dragEnd', () => { state.moving = false; network.redraw(); });
  box.addEventListener('focusin', () => network.setOptions({ interaction: { zoomView: true } }));
  box.addEventListener('focusout', () => network.setOptions({ interaction: { zoomView: false } }));
  new ResizeObserver(() => { if (!state.touched) whole(); }).observe(box);
}

// With a finger one scrolls the page and enlarges all of it; the picture stays where it is.
const coarse = window.matchMedia('(pointer: coarse)');

// However far one zooms out, a line keeps a width that can be seen.
let thinnest = 0;
function thicken() {
  const least = 1.25 ** Math.ceil(Math.log(1.6 / network.getScale()) / Math.log(1.25));
  if (least === thinnest) return;
  thinnest = least;
  threads.update(lines.map(({ id, width }) => ({ id, width: Math.max(width, least) })));
}

const redraw = () => network.redraw();
const leastStep = 1;
const letGo = () => network.unselectAll();
const chose = () => {};
const besides = () => [];
const reachable = shown;
const trim = graphTrim;
const resize = () => { if (items) items.update(nodes.map(({ id, size }) => ({ id, size }))); };
const settled = (done) => network.once('afterDrawing', done);

// What came or went since the last time.
function restock() {
  items.update(nodes.filter((node) => node.out !== !shown(node)).map((node) => {
    node.out = !shown(node);
    return { id: node.id, hidden: node.out };
  }));
  threads.update(lines.filter((line) => line.out !== !lineShown(line)).map((line) => {
    line.out = !lineShown(line);
    return { id: line.id, hidden: line.out };
  }));
}

function recolour() {
  if (!threads) return;
  threads.update(lines.map((line) => ({ id: line.id, color: lineColour(line) })));
  network.redraw();
}

function clicked(event) {
  find('canvas').focus({ preventScroll: true });
  if (event.nodes.length) look(event.nodes[0]);
  else if (event.edges.length) lookAtLine(event.edges[0]);
  else clear();
}

// What nodes and their labels take up on the screen at a scale. Labels do not shrink with it.
function extent(seen, scale) {
  const ctx = find('canvas').querySelector('canvas').getContext('2d');
  const size = labelSize(scale);
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  const add = (x, y) => {
    box.left = Math.min(box.left, x); box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y); box.bottom = Math.max(box.bottom, y);
  };
  seen.forEach((node) => {
    const [x, y, r] = [node.x * scale, node.y * scale, node.size * scale + 4];
    add(x - r, y - r);
    add(x + r, y + r);
    if (about.large) return;
    const at = labelBox(ctx, node, node.side, { x, y, size, gap: r });
    add(at.left, at.top);
    add(at.right, at.bottom);
  });
  return box;
}

// All nodes, with their labels as far as these leave half of the room to the nodes.
function whole() {
  const box = find('canvas');
  const seen = nodes.filter(shown);
  if (!seen.length || !box.clientWidth) return;
  const [wide, high] = [box.clientWidth - 32, box.clientHeight - 32];
  const span = (axis) => Math.max(...seen.map((node) => node[axis])) - Math.min(...seen.map((node) => node[axis]));
  const least = Math.min(1.15, wide / 2 / (span('x') + 1), high / 2 / (span('y') + 1));
  let scale = 1.15;
  let taken = extent(seen, scale);
  for (let turns = 0; turns < 12; turns += 1) {
    const fit = Math.min(wide / (taken.right - taken.left), high / (taken.bottom - taken.top));
    if (fit >= 1 || scale <= least) break;
    scale = Math.max(least, scale * Math.min(fit, 0.99));
    taken = extent(seen, scale);
  }
  const middle = { x: (taken.left + taken.right) / 2 / scale, y: (taken.top + taken.bottom) / 2 / scale };
  network.moveTo({ position: middle, scale });
  thicken();
  state.fit = scale;
  state.touched = false;
}

function zoom(factor) {
  state.touched = true;
  network.moveTo({ scale: Math.min(6, Math.max(0.02, network.getScale() * factor)) });
  thicken();
}

// Bring a node into sight if it is not.
function reveal(id) {
  const box = find('canvas');
  const at = network.canvasToDOM({ x: nodes[id].x, y: nodes[id].y });
  const inside = at.x > 30 && at.y > 30 && at.x < box.clientWidth - 30 && at.y < box.clientHeight - 30;
  if (inside) { network.redraw(); return; }
  state.touched = true;
  network.moveTo({ position: { x: nodes[id].x, y: nodes[id].y }, animation: calm.matches ? false : { duration: 250 } });
}
