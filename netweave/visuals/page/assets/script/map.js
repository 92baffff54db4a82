// The moving map: d3 zooms and drags, the canvas is ours.
const view = { k: 1, x: 0, y: 0, fit: 1, wide: 0, tall: 0, totals: new Map(), asked: false };
let canvas = null;
let zoomer = null;
let onSettled = null;

function start() {
  const box = find('canvas');
  canvas = make('canvas');
  canvas.tabIndex = -1;
  box.append(canvas);
  box.classList.add('map');
  zoomer = d3.zoom()
    // One finger scrolls the page.
    .filter((event) => !event.button && (!event.touches || event.touches.length > 1) && (event.type !== 'wheel' || box.contains(document.activeElement)))
    .on('start', () => { view.moving = true; })
    .on('zoom', ({ transform, sourceEvent }) => {
      Object.assign(view, { k: transform.k, x: transform.x, y: transform.y });
      if (sourceEvent) state.touched = true;
      redraw();
    })
    .on('end', () => { view.moving = false; redraw(); });
  d3.select(canvas).call(zoomer).on('dblclick.zoom', null);
  canvas.addEventListener('click', clicked);
  canvas.addEventListener('mousemove', hovered);
  canvas.addEventListener('mouseleave', () => { state.hover = null; redraw(); });
  new ResizeObserver(fitted).observe(box);
  fitted();
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', named);
  else named();
}

// From now on the names and states are there.
function named() {
  view.totals = totals();
  if (about.chosen !== null) {
    find('chain').value = about.chosen;
    state.chain = about.chosen;
    bright = emphasis();
    view.totals = totals();
    chose();
  }
  redraw();
}

function fitted() {
  const box = find('canvas');
  const ratio = window.devicePixelRatio || 1;
  Object.assign(view, { wide: box.clientWidth, tall: box.clientHeight, ratio });
  canvas.width = Math.round(view.wide * ratio);
  canvas.height = Math.round(view.tall * ratio);
  canvas.style.width = `${view.wide}px`;
  canvas.style.height = `${view.tall}px`;
  if (!state.touched) whole();
  else redraw();
}

function redraw() {
  if (view.asked) return;
  view.asked = true;
  requestAnimationFrame(() => {
    view.asked = false;
    draw(canvas.getContext('2d'));
    if (onSettled) { onSettled(); onSettled = null; }
  });
}

function draw(ctx) {
  ctx.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  ctx.fillStyle = colours.ground;
  ctx.fillRect(0, 0, view.wide, view.tall);
  drawLand(ctx);
  drawNet(ctx);
  drawDots(ctx);
  if (state.hover !== null && shown(nodes[state.hover])) ring(ctx, nodes[state.hover]);
  if (state.at !== null && nodes[state.at].district) ring(ctx, nodes[state.at]);
  if (view.moving) return;
  drawTotals(ctx);
  drawNames(ctx);
}

const leastStep = 0.05;
const letGo = () => {};
const recolour = () => redraw();
const settled = (done) => { onSettled = done; };

// The table shows what the map shows: rows go with their districts, and the cluster with the year.
function restock() {
  regroup();
  dots.forEach((node) => {
    const row = rowOf(node.id);
    const out = !shown(node);
    if (node.out !== out) { row.hidden = out; node.out = out; }
    if (!node.ties.length) return;
    if (node.cluster === undefined) node.cluster = row.cells[3].textContent;
    row.cells[3].textContent = node.group === node.home ? node.cluster : '';
    row.cells[4].textContent = node.ties.filter(tieShown).length || '';
  });
  bright = emphasis();
  view.totals = totals();
}

function whole() {
  const fit = Math.min(view.wide / 985, view.tall / 620) || 1;
  view.fit = fit;
  zoomer.scaleExtent([fit * 0.8, fit * 80]);
  const at = d3.zoomIdentity.translate((view.wide - 975 * fit) / 2, (view.tall - 610 * fit) / 2).scale(fit);
  d3.select(canvas).call(zoomer.transform, at);
  state.touched = false;
}

function zoom(factor) {
  state.touched = true;
  const here = state.at !== null && nodes[state.at].district ? onScreen(nodes[state.at]) : [view.wide / 2, view.tall / 2];
  d3.select(canvas).call(zoomer.scaleBy, factor, here);
}

// Bring a district into sight if it is not; of a network, show its districts.
function reveal(id) {
  bright = emphasis();
  view.totals = totals();
  const node = nodes[id];
  if (!node.district) { redraw(); return; }
  const [x, y] = onScreen(node);
  if (x < 30 || y < 30 || x > view.wide - 30 || y > view.tall - 30) {
    state.touched = true;
    d3.select(canvas).call(zoomer.translateTo, node.x, node.y);
  }
  redraw();
}

// What is under the pointer, the nearest first; several districts can have one place.
function under(event) {
  const box = canvas.getBoundingClientRect();
  const [px, py] = [event.clientX - box.left, event.clientY - box.top];
  const found = [];
  dots.forEach((node) => {
    if (!shown(node)) return;
    const [x, y] = onScreen(node);
    const far = Math.hypot(x - px, y - py);
    if (far < 9) found.push([far - (node.ties.length ? 4 : 0), node]);
  });
  return found.sort((a, b) => a[0] - b[0]).map(([, node]) => node);
}

function clicked(event) {
  find('canvas').focus({ preventScroll: true });
  const [node] = under(event);
  if (node) look(node.id);
  else clear();
}

function hovered(event) {
  if (event.buttons) return;
  const [node] = under(event);
  const id = node ? node.id : null;
  canvas.style.cursor = node ? 'pointer' : '';
  if (id === state.hover) return;
  state.hover = id;
  redraw();
}

// Others at the same place, or so near that they cannot be told apart here.
function besides(node) {
  if (!node.district) return [];
  const [x, y] = onScreen(node);
  const near = dots.filter((other) => other.id !== node.id && shown(other))
    .map((other) => [Math.hypot(onScreen(other)[0] - x, onScreen(other)[1] - y), other]);
  return near.filter(([far]) => far < 5).sort((a, b) => a[0] - b[0]).map(([, other]) => other);
}

// The list of networks was used: its panel tells the rest.
function chose() {
  const net = chosenNet();
  view.totals = totals();
  if (!net) return;
  panelOf(nodes[net.id]);
  if (net.regional && bright.members.length) near(bright.members);
  else whole();
}

// Go as near as shows all of these.
function near(list) {
  const [xs, ys] = [list.map((node) => node.x), list.map((node) => node.y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const k = Math.min(8 * view.fit, (0.6 * view.wide) / (right - left + 1), (0.6 * view.tall) / (bottom - top + 1));
  const at = d3.zoomIdentity.translate(view.wide / 2 - (k * (left + right)) / 2, view.tall / 2 - (k * (top + bottom)) / 2).scale(k);
  d3.select(canvas).call(zoomer.transform, at);
  state.touched = true;
}

const dress = () => {};
const reachable = (node) => node.district && node.ties.some(tieShown) && shown(node);

// The saved map: what is shown, in the colours and with the network of the moving one.
function trim(copy) {
  copy.querySelectorAll('[data-net]').forEach((part) => part.remove());
  if (bright && bright.members.length) netOnPaper(copy);
  copy.querySelectorAll('[data-dots]').forEach((path) => {
    const of = (list) => stepsTo(list.filter((node) => node.group === path.dataset.dots), path.dataset.shape);
    path.setAttribute('d', of(dots.filter(shown)));
    path.removeAttribute('opacity');
    if (!bright) return;
    const members = path.cloneNode();
    ['data-dots', 'data-shape'].forEach((name) => members.removeAttribute(name));
    members.setAttribute('d', of(bright.members));
    path.setAttribute('opacity', '0.3');
    path.parentNode.append(members);
  });
  copy.querySelectorAll('[data-total]').forEach((text) => {
    text.textContent = view.totals.get(text.dataset.total) || '';
  });
}

// A path as the static map has them: a step to each district, then its shape.
function stepsTo(list, shape) {
  let [x, y] = [0, 0];
  return list.map((node) => {
    const [dx, dy] = [Math.round(node.x * 10) - x, Math.round(node.y * 10) - y];
    [x, y] = [x + dx, y + dy];
    return `m${dx} ${dy}${shape}`;
  }).join('');
}

function netOnPaper(copy) {
  const name = 'http://www.w3.org/2000/svg';
  const points = bright.members.map((node) => [node.x, node.y]);
  const [cx, cy] = middle(points);
  const path = document.createElementNS(name, 'path');
  const outline = bright.net.regional && points.length > 2;
  path.setAttribute('d', outline ? `M${hull(points).map((p) => p.join(' ')).join('L')}Z` : points.map(([x, y]) => `M${x} ${y}L${cx.toFixed(1)} ${cy.toFixed(1)}`).join(''));
  path.setAttribute('fill', 'none');
  path.setAttribute('stroke', about.themes.light.main);
  path.setAttribute('stroke-width', outline ? '2.5' : '1');
  copy.insertBefore(path, copy.querySelector('[data-dots]').parentNode);
}
