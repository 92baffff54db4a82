// A roster wall fills the width that there is: its lines stand in as many columns as have room.
const wallParts = () => [...sketch.querySelectorAll('[data-high]')].filter((part) => part.dataset.node === undefined
  ? !part.hasAttribute('data-group') || groupShown(part) : shown(nodes[part.dataset.node]));

function groupShown(heading) {
  for (let next = heading.nextElementSibling; next && next.dataset.node !== undefined; next = next.nextElementSibling) {
    if (shown(nodes[next.dataset.node])) return true;
  }
  return false;
}

function flow() {
  const box = find('canvas');
  const { column, between, pad, line } = Object.fromEntries(Object.entries(sketch.dataset).map(([key, value]) => [key, Number(value)]));
  sketch.querySelectorAll('[data-paper]').forEach((part) => part.remove());
  const parts = wallParts();
  sketch.querySelectorAll('[data-group]').forEach((part) => part.classList.toggle('gone', !parts.includes(part)));
  const columns = Math.max(1, Math.floor((box.clientWidth - 2 * pad + between) / (column + between)));
  const spots = setIn(parts, columns);
  const axes = axesFor(columns);
  const top = axes.length ? line + 6 : 6;
  let low = 0;
  parts.forEach((part, i) => {
    const [x, y] = [pad + spots[i].column * (column + between), top + spots[i].y];
    part.setAttribute('transform', `translate(${x} ${y})`);
    low = Math.max(low, y + Number(part.dataset.high));
    if (part.dataset.node !== undefined) Object.assign(nodes[part.dataset.node], { x, y: y + line / 2 });
  });
  axes.forEach((axis, i) => axis.setAttribute('transform', `translate(${pad + i * (column + between)} 4)`));
  const [wide, high] = [2 * pad + columns * (column + between) - between, low + pad];
  sketch.setAttribute('viewBox', `0 0 ${wide} ${high}`);
  size(state.fit || 1);
}

function axesFor(columns) {
  const axes = [...sketch.querySelectorAll('[data-axis]')];
  if (!axes.length) return axes;
  axes.slice(columns).forEach((axis) => axis.remove());
  while (axes.length < columns) {
    axes.push(axes[0].cloneNode(true));
    sketch.append(axes[axes.length - 1]);
  }
  return axes.slice(0, columns);
}

// As `layouts/flow.py` does it.
function setIn(parts, columns) {
  const highs = parts.map((part) => Number(part.dataset.high));
  const together = (i) => highs[i] + (parts[i].hasAttribute('data-keeps') && i + 1 < parts.length ? together(i + 1) : 0);
  for (let limit = highs.reduce((a, b) => a + b, 0) / columns; ; limit += 6) {
    let [column, y] = [0, 0];
    const spots = parts.map((part, i) => {
      if (y > 0 && y + together(i) > limit) [column, y] = [column + 1, 0];
      const spot = { column, y };
      y += highs[i];
      return spot;
    });
    if (column < columns) return spots;
  }
}
