// Save the picture as PNG or SVG, and its ties as CSV. What is filtered out stays out.
function save(blob, ending) {
  const anchor = make('a');
  anchor.href = URL.createObjectURL(blob);
  anchor.download = `${[about.name, ...marks(), about.hash].join('-')}.${ending}`;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
  say(`Saved ${anchor.download}.`);
}

const then = () => (state.year ? about.years.labels[state.year] : about.dates);

// What a saved file shows other than the page as sent: the year, and that something is left out or set off.
function marks() {
  const date = then().replace('as of ', '');
  return [...(date === 'all dates' ? [] : [date]), ...(leftOut().length ? ['filtered'] : []), ...(setOff() ? ['selection'] : [])];
}

const leftOut = () => [...document.querySelectorAll('#legend input:not(:checked)')].map((box) => {
  const label = box.closest('label').cloneNode(true);
  label.querySelectorAll('.number').forEach((part) => part.remove());
  return label.textContent.trim();
});

function setOff() {
  if (state.at !== null) return nodes[state.at].name;
  return state.chain === null ? '' : about.highlights[state.chain][0];
}

// Title and origin say what the figure shows.
function caption(copy) {
  const [out, off] = [leftOut(), setOff()];
  const title = copy.querySelector('[data-title]');
  if (title && state.year) title.textContent += `, ${then()}`;
  const origin = copy.querySelector('[data-origin]');
  if (!origin) return;
  const said = [...(out.length ? [`without: ${out.join(', ')}`] : []), ...(off ? [`set off: ${off}`] : [])];
  origin.textContent = [state.year ? origin.textContent.replace(about.dates, `as of ${then()}`) : origin.textContent, ...said].join(', ');
}

function stillText() {
  const copy = find('still').querySelector('svg').cloneNode(true);
  trim(copy);
  caption(copy);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${literal(new XMLSerializer().serializeToString(copy))}`;
}

// A saved picture has no theme to take its colours from.
const literal = (text) => text.replace(/var\(--\w+, *(#[0-9a-f]{3,6})\)/g, '$1');

function savePng() {
  const box = find('still').querySelector('svg').viewBox.baseVal;
  const scale = Math.min(2, 8000 / Math.max(box.width, box.height));
  const image = new Image();
  const url = URL.createObjectURL(new Blob([stillText()], { type: 'image/svg+xml' }));
  image.onload = () => {
    const canvas = make('canvas');
    canvas.width = Math.round(box.width * scale);
    canvas.height = Math.round(box.height * scale);
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    canvas.toBlob((blob) => (blob ? save(blob, 'png') : say('This browser cannot save so large a PNG. Save the SVG.')), 'image/png');
  };
  image.onerror = () => say('This browser cannot make a PNG of the picture. Save the SVG.');
  image.src = url;
}

// A cell that a spreadsheet would take for a formula gets an apostrophe, as in all our CSV files.
function cell(value) {
  let text = value === null || value === undefined ? '' : String(value);
  if (/^'*[=+\-@\t\r]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function saveCsv() {
  const heads = ['from', 'from_kind', 'type', 'to', 'to_kind', 'role', 'since', 'until', 'sources', 'confidence'];
  const rows = ties.filter(tieShown).map((tie) => {
    const said = tie.said.map((index) => about.references[index]);
    return [nodes[tie.source].name, nodes[tie.source].kind, tie.type, nodes[tie.target].name, nodes[tie.target].kind,
      tie.derived ? sentence(tie.derived).textContent : tie.role, tie.since, tie.until, said.map(([text, url]) => url || text).join(' '),
      tie.derived ? 'derived' : said.every(([, , inferred]) => inferred) ? 'inferred' : 'stated'];
  });
  const text = [heads, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
  save(new Blob([`\ufeff${text}\r\n`], { type: 'text/csv;charset=utf-8' }), 'csv');
}

// On paper stand the answer and the picture, and the words and tables if one wants them.
function startPrinting() {
  find('print-all').addEventListener('change', ({ target }) => { document.documentElement.toggleAttribute('data-paper', target.checked); });
  find('print').addEventListener('click', () => window.print());
}

function startSaving() {
  find('save-png').addEventListener('click', savePng);
  find('save-svg').addEventListener('click', () => save(new Blob([stillText()], { type: 'image/svg+xml' }), 'svg'));
  find('save-csv').addEventListener('click', saveCsv);
  startPrinting();
}
