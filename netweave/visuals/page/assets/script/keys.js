// Everything the mouse can do, the keyboard can do too.
const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// The nearest node in a direction; what lies across counts double.
function neighbour(id, [dx, dy]) {
  const here = nodes[id];
  let best = null;
  let least = Infinity;
  nodes.filter(reachable).forEach((node) => {
    const along = (node.x - here.x) * dx + (node.y - here.y) * dy;
    const across = Math.abs((node.x - here.x) * dy) + Math.abs((node.y - here.y) * dx);
    const cost = along + 2 * across;
    if (node.id !== id && along > leastStep && cost < least) { least = cost; best = node.id; }
  });
  return best;
}

function first() {
  const there = nodes.filter(reachable);
  return (there.find((node) => about.subjects.includes(node.id)) || there[0] || { id: null }).id;
}

const presses = {
  Home: () => { if (first() !== null) look(first()); },
  Enter: () => { if (state.at === null) presses.Home(); if (state.at !== null) find('details').focus(); },
  Escape: () => clear(),
  '+': () => zoom(1.3),
  '=': () => zoom(1.3),
  '-': () => zoom(1 / 1.3),
  0: () => whole(),
};

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (ways[event.key]) {
    const next = state.at === null ? first() : neighbour(state.at, ways[event.key]);
    if (next !== null) look(next);
  } else if (presses[event.key]) presses[event.key]();
  else return;
  event.preventDefault();
}

function startKeys() {
  find('canvas').addEventListener('keydown', pressed);
  find('side').addEventListener('keydown', (event) => {
    if (event.key === 'Escape') { clear(); find('canvas').focus(); }
  });
  find('nearer').addEventListener('click', () => zoom(1.3));
  find('further').addEventListener('click', () => zoom(1 / 1.3));
  find('whole').addEventListener('click', () => whole());
  document.addEventListener('click', (event) => {
    const target = event.target.closest && event.target.closest('a.goto');
    if (!target) return;
    event.preventDefault();
    look(Number(target.dataset.node), { scroll: true });
    find('canvas').focus({ preventScroll: true });
  });
}
