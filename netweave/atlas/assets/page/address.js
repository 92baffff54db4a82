// The state of the page is its address, so that it can be sent, and Back works:
// #connect=A&with=B&as-of=2015&through=all&avoid=C, #show=A, #state=ME, #find=TEXT.
const KEPT = ['show', 'connect', 'with', 'state', 'find', 'as-of', 'through'];

function addressRead() {
  const read = new URLSearchParams(window.location.hash.slice(1));
  const asked = { avoid: read.getAll('avoid') };
  for (const name of KEPT) asked[name] = read.get(name) || null;
  if (atlas.asOf) asked['as-of'] = atlas.asOf;
  return asked;
}

// What is asked for, with the date that stands in the form unless another is said.
function addressOf(asked) {
  const written = new URLSearchParams();
  const all = { 'as-of': atlas.asked?.['as-of'] ?? null, ...asked };
  if (atlas.asOf) all['as-of'] = null;
  for (const name of KEPT) if (all[name]) written.append(name, all[name]);
  for (const id of all.avoid ?? []) written.append('avoid', id);
  return `#${written.toString().replaceAll('%3A', ':')}`;
}

function go(asked) {
  const address = addressOf(asked);
  if (address === (window.location.hash || '#')) draw();
  else window.location.hash = address;
}
