// The districts of the map. Places come from the static map, names from the table: nothing is here twice.
const still = find('still').querySelector('svg');
let rows = null;

// A row of the table of districts; there are none before the page is read to its end.
function rowOf(id) {
  if (!rows) {
    if (document.readyState === 'loading') return null;
    rows = [...find('rows').tBodies[0].rows];
  }
  return rows[id] || null;
}
const cellOf = (id, column) => { const row = rowOf(id); return row && row.cells[column] ? row.cells[column].textContent : ''; };

class District {
  constructor(id, x, y, group) {
    Object.assign(this, { id, x, y, home: group, group, ties: [], kind: 'district', site: null, district: true, out: false });
  }

  get name() { return cellOf(this.id, 0); }
  get state() { return cellOf(this.id, 1); }
  get facts() {
    return [['State', this.state], ['Cluster', cellOf(this.id, 3) || 'none'], ['Id', cellOf(this.id, 2)]].filter(([, value]) => value);
  }
}

const groups = about.groups.map(([key, label, fill, outline]) => ({ key, label, fill, outline, small: key === 'other', hollow: key === 'maybe', none: key === 'none' }));

// A path of dots is a step to each district, then the shape of its group.
function placesOf(key) {
  const path = still.querySelector(`[data-dots="${key}"]`);
  const steps = path.getAttribute('d').split(path.dataset.shape).slice(0, -1);
  let [x, y] = [0, 0];
  return steps.map((step) => {
    const [, dx, dy] = /m(-?\d+) ?(-?\d+)/.exec(step);
    x += Number(dx);
    y += Number(dy);
    return [x / 10, y / 10];
  });
}

const dots = [];
groups.forEach((group) => placesOf(group.key).forEach(([x, y]) => dots.push(new District(dots.length, x, y, group.key))));
const nodes = [...dots];
about.beside.forEach(([name, kind, facts, site]) => {
  nodes.push({ id: nodes.length, name, kind, facts, site, group: null, ties: [], district: false });
});
const ties = about.ties.map(([source, target, type, role, when, since, until, said], id) =>
  ({ id, source, target, type, role, when, since, until, said, line: -1 }));
ties.forEach((tie) => {
  nodes[tie.source].ties.push(tie);
  if (tie.target !== tie.source) nodes[tie.target].ties.push(tie);
});
const lines = [];
const nets = about.nets.map(([id, parts, regional]) => ({ id, parts, regional }));
const netOf = new Map(nets.map((net, i) => [net.id, i]));

const thenTied = (node) => node.ties.some(tieThen);
const shown = (node) => (node.district ? !state.groups.has(node.group) : thenTied(node) || (netOf.has(node.id) && membersOf(nets[netOf.get(node.id)]).length > 0));
const hidden = (id) => nodes[id].district && !shown(nodes[id]);
const tieShown = (tie) => tieThen(tie) && !hidden(tie.source) && !hidden(tie.target);

// The districts of a network and of its parts that are members in the year of the slider.
function membersOf(net) {
  const found = new Set();
  net.parts.forEach((part) => nodes[part].ties.forEach((tie) => {
    if (tie.type === 'MEMBER_OF' && tie.target === part && nodes[tie.source].district && tieThen(tie)) found.add(tie.source);
  }));
  return [...found].map((id) => nodes[id]).filter(shown);
}

// In a year without a tie a district is in no network, whatever cluster it is in otherwise.
function regroup() {
  dots.forEach((node) => { if (node.ties.length) node.group = thenTied(node) ? node.home : 'none'; });
}

const chosenNet = () => {
  if (state.at !== null && netOf.has(state.at)) return nets[netOf.get(state.at)];
  if (state.chain === null) return null;
  // A district that one looks at is seen among the members only if it is one of them.
  const net = nets[state.chain];
  const stranger = state.at !== null && !membersOf(net).includes(nodes[state.at]);
  return stranger ? null : net;
};

function emphasis() {
  const net = chosenNet();
  return net ? { net, members: membersOf(net), nodes: new Set(membersOf(net).map((node) => node.id)), lines: new Set() } : null;
}
