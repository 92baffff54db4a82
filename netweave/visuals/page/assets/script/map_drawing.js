// How the map is drawn: land, districts by group, one network, names.
const land = new Path2D();
still.querySelectorAll('[data-state]').forEach((path) => land.addPath(new Path2D(path.getAttribute('d')), new DOMMatrix([0.1, 0, 0, 0.1, 0, 0])));
const stateNames = new Map(about.states.map(([code, name]) => [code, name]));

// The radius of a district on the screen; it grows a little as one comes nearer.
function radius(group) {
  const nearness = (view.k / view.fit) ** 0.35;
  if (group.none) return Math.min(3.5, 0.9 * nearness);
  return Math.min(9, (group.small ? 2.6 : 4) * Math.min(1.15, view.wide / 620) * nearness);
}

function drawLand(ctx) {
  ctx.save();
  ctx.translate(view.x, view.y);
  ctx.scale(view.k, view.k);
  ctx.fillStyle = colours.surface;
  ctx.fill(land);
  ctx.strokeStyle = colours.rule;
  ctx.lineWidth = 1 / view.k;
  ctx.lineJoin = 'round';
  ctx.stroke(land);
  ctx.restore();
}

const onScreen = (node) => [node.x * view.k + view.x, node.y * view.k + view.y];
const seen = (x, y) => x > -10 && y > -10 && x < view.wide + 10 && y < view.tall + 10;

// All districts of a group in one path: what is alike is drawn at once.
function drawGroup(ctx, group, list, faint) {
  const r = radius(group);
  ctx.globalAlpha = faint ? 0.22 : 1;
  if (group.none) {
    ctx.fillStyle = colours.tie;
    list.forEach((node) => {
      const [x, y] = onScreen(node);
      if (seen(x, y)) ctx.fillRect(x - r, y - r, 2 * r, 2 * r);
    });
  } else {
    ctx.beginPath();
    list.forEach((node) => {
      const [x, y] = onScreen(node);
      if (seen(x, y)) trace(ctx, group.outline, x, y, r);
    });
    ctx.fillStyle = group.hollow ? colours.ground : group.fill;
    ctx.fill();
    ctx.strokeStyle = group.hollow ? colours.tie : colours.outline;
    ctx.lineWidth = group.hollow ? 1.4 : 0.9;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

function trace(ctx, outline, x, y, r) {
  if (outline.length) {
    outline.forEach(([dx, dy], i) => (i ? ctx.lineTo(x + dx * r, y + dy * r) : ctx.moveTo(x + dx * r, y + dy * r)));
    ctx.closePath();
  } else {
    ctx.moveTo(x + r, y);
    ctx.arc(x, y, r, 0, 2 * Math.PI);
  }
}

function drawDots(ctx) {
  [...groups].reverse().forEach((group) => {
    const list = dots.filter((node) => node.group === group.key && !state.groups.has(group.key));
    if (!bright) { drawGroup(ctx, group, list, false); return; }
    drawGroup(ctx, group, list.filter((node) => !bright.nodes.has(node.id)), true);
  });
  if (!bright) return;
  groups.forEach((group) => drawGroup(ctx, group, bright.members.filter((node) => node.group === group.key), false));
}

// A regional network has an outline, another one arcs to its centre.
function drawNet(ctx) {
  if (!bright || !bright.members.length) return;
  const points = bright.members.map(onScreen);
  const [cx, cy] = middle(points);
  ctx.strokeStyle = colours.main;
  ctx.fillStyle = colours.main;
  ctx.beginPath();
  if (bright.net.regional && points.length > 2) {
    hull(points).forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
    ctx.globalAlpha = 0.12;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.lineWidth = 2.5;
    ctx.lineJoin = 'round';
    ctx.stroke();
  } else {
    points.forEach(([x, y]) => {
      ctx.moveTo(x, y);
      ctx.quadraticCurveTo((x + cx) / 2 + (y - cy) * 0.12, (y + cy) / 2 - (x - cx) * 0.12, cx, cy);
    });
    ctx.lineWidth = 1.3;
    ctx.globalAlpha = 0.75;
    ctx.stroke();
    ctx.globalAlpha = 1;
  }
}

const middle = (points) => [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length);

// The corners of the convex hull, in order (Andrew's monotone chain).
function hull(points) {
  const ordered = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const turn = (a, b, c) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  const half = (list) => {
    const chain = [];
    list.forEach((point) => {
      while (chain.length > 1 && turn(chain[chain.length - 2], chain[chain.length - 1], point) <= 0) chain.pop();
      chain.push(point);
    });
    return chain.slice(0, -1);
  };
  return [...half(ordered), ...half(ordered.reverse())];
}

function write(ctx, text, x, y, look) {
  ctx.font = `${look.weight || 400} ${look.size}px system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif`;
  ctx.textAlign = look.align || 'center';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4;
  ctx.strokeStyle = colours.ground;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = look.colour || colours.ink;
  ctx.fillText(text, x, y);
}

// How many districts with ties each state has, as far as shown.
function totals() {
  const counts = new Map();
  const counted = bright ? bright.members : dots.filter((node) => node.ties.some(tieShown));
  counted.forEach((node) => counts.set(node.state, (counts.get(node.state) || 0) + 1));
  return counts;
}

function drawTotals(ctx) {
  if (view.wide < 480 && view.k < 1.5 * view.fit) return;
  const cells = new Map();
  const of = ([code]) => view.totals.get(code) || 0;
  [...about.states].filter(of).sort((a, b) => of(b) - of(a)).forEach((part) => {
    const [code, , x, y] = part;
    const [sx, sy] = onScreen({ x, y });
    if (seen(sx, sy) && room(cells, { left: sx - 22, right: sx + 22, top: sy - 8, bottom: sy + 8 })) {
      write(ctx, `${code} ${of(part)}`, sx, sy, { size: 12, weight: 600 });
    }
  });
}

// The names of what one looks at, of the network, and near by of everything with ties.
function drawNames(ctx) {
  const cells = new Map();
  const first = [state.at, state.hover].filter((id) => id !== null && nodes[id].district).map((id) => nodes[id]);
  const near = view.k > 7 * view.fit ? dots.filter((node) => node.ties.length && shown(node) && (!bright || bright.nodes.has(node.id))) : [];
  const closest = view.k > 25 * view.fit ? dots.filter(shown) : [];
  const done = new Set();
  [...first, ...near, ...closest].forEach((node) => {
    const [x, y] = onScreen(node);
    if (done.has(node.id) || !seen(x, y)) return;
    done.add(node.id);
    const text = node.name.length > 48 ? `${node.name.slice(0, 47)}…` : node.name;
    const important = first.includes(node);
    const look = { size: 13, weight: important ? 600 : 400, align: x > view.wide - 160 ? 'right' : 'left' };
    ctx.font = `${look.weight} 13px system-ui, sans-serif`;
    const wide = ctx.measureText(text).width;
    const left = look.align === 'left' ? x + 11 : x - 11 - wide;
    const box = { left, right: left + wide, top: y - 9, bottom: y + 9 };
    if (room(cells, box) || important) write(ctx, text, look.align === 'left' ? x + 11 : x - 11, y, look);
  });
}

// Whether a box covers none of those taken so far; if so it is taken. Cells keep the search short.
function room(cells, box) {
  const keys = [];
  for (let i = Math.floor(box.left / 120); i <= Math.floor(box.right / 120); i += 1) {
    for (let j = Math.floor(box.top / 60); j <= Math.floor(box.bottom / 60); j += 1) keys.push(`${i},${j}`);
  }
  const covers = (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
  if (keys.some((key) => (cells.get(key) || []).some(covers))) return false;
  keys.forEach((key) => { if (!cells.has(key)) cells.set(key, []); cells.get(key).push(box); });
  return true;
}

function ring(ctx, node) {
  const [x, y] = onScreen(node);
  ctx.beginPath();
  ctx.arc(x, y, radius(groups.find((group) => group.key === node.group)) + 5, 0, 2 * Math.PI);
  ctx.strokeStyle = colours.main;
  ctx.lineWidth = 3;
  ctx.stroke();
}
