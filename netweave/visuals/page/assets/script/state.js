// What the reader looks at, and what is hidden.
const state = { at: null, hover: null, chain: null, fit: 0, year: 0, kinds: new Set(), types: new Set(), groups: new Set() };
let bright = null;
let colours = about.themes.light;

// Whether an item is there in the year of the slider; its runs of years stand in pairs, 0 is always.
function during(runs) {
  if (!runs) return true;
  for (let i = 0; i < runs.length; i += 2) if (runs[i] <= state.year && state.year <= runs[i + 1]) return true;
  return false;
}

const nodeThen = (node) => !about.years || during(about.years.nodes[node.id]);
const tieThen = (tie) => !about.years || during(about.years.ties[tie.id]);
