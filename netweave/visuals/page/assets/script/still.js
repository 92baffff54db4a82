// A picture that stands still: the SVG of the view, in which what bears a number can be pressed.
let sketch = null;

function start() {
  const box = find('canvas');
  sketch = find('still').querySelector('svg').cloneNode(true);
  sketch.removeAttribute('role');
  sketch.setAttribute('aria-hidden', 'true');
  box.classList.add('sketch');
  box.append(sketch);
  if (sketch.dataset.column) {
    box.classList.add('wall');
    new ResizeObserver(() => flow()).observe(box);
  }
  box.addEventListener('click', (event) => {
    box.focus({ preventScroll: true });
    const part = event.target.closest('[data-node], [data-tie]');
    if (!part) clear();
    else if (part.dataset.node !== undefined) look(Number(part.dataset.node));
    else lookAtLine(ties[part.dataset.tie].line, Number(part.dataset.tie));
  });
}

const ofNode = (id) => [...sketch.querySelectorAll(`[data-node="${id}"]`)];

// What is hidden is not there; what is not looked at is faint; what is looked at has a frame.
function redraw() {
  const set = (part, here, faint, at) => {
    part.classList.toggle('gone', !here);
    part.classList.toggle('faint', faint);
    part.classList.toggle('at', at);
  };
  sketch.querySelectorAll('[data-node]').forEach((part) => {
    const id = Number(part.dataset.node);
    set(part, shown(nodes[id]), Boolean(bright) && !bright.nodes.has(id), id === state.at);
  });
  sketch.querySelectorAll('[data-tie]').forEach((part) => {
    const tie = ties[part.dataset.tie];
    set(part, tieShown(tie), Boolean(bright) && !bright.lines.has(tie.line), false);
  });
}

const leastStep = 1;
const letGo = () => {};
const chose = () => {};
const besides = () => [];
const reachable = shown;
const trim = graphTrim;
const restock = () => { if (sketch.dataset.column) flow(); };
const recolour = () => {};
const resize = () => {};
const settled = (done) => requestAnimationFrame(() => requestAnimationFrame(done));

function size(factor) {
  state.fit = factor;
  const box = sketch.viewBox.baseVal;
  sketch.setAttribute('width', Math.round(box.width * factor));
  sketch.setAttribute('height', Math.round(box.height * factor));
}

function whole() {
  if (sketch.dataset.column) { state.fit = 1; flow(); return; }
  const box = find('canvas');
  const view = sketch.viewBox.baseVal;
  size(Math.min(1.6, (box.clientWidth - 8) / view.width, Math.max(0.55, (box.clientHeight - 8) / view.height)));
}

function zoom(factor) { size(Math.min(6, Math.max(0.1, state.fit * factor))); }

function reveal(id) {
  redraw();
  const part = ofNode(id)[0];
  if (!part) return;
  const [box, at] = [find('canvas'), part.getBoundingClientRect()];
  const room = box.getBoundingClientRect();
  if (at.left < room.left || at.right > room.right) box.scrollLeft += at.left - room.left - room.width / 2;
  if (at.top < room.top || at.bottom > room.bottom) box.scrollTop += at.top - room.top - room.height / 2;
}
