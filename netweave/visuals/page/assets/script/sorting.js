// Tables whose rows the reader can put in the order of a column. What is empty stays at the end.
function startSorting() {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', offerOrders);
  else offerOrders();
}

function offerOrders() {
  document.querySelectorAll('table[data-sortable]').forEach((table) => {
    const rows = [...table.tBodies[0].rows];
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = make('button', head.textContent);
      button.type = 'button';
      button.addEventListener('click', () => sortRows(table, rows, column));
      head.replaceChildren(button);
    });
  });
}

const cellText = (row, column) => row.cells[column].textContent.trim();
const cellNumber = (row, column) => Number(cellText(row, column).replaceAll(',', ''));

// Figures begin with the highest, words with the first; pressed again, the other way round.
function sortRows(table, rows, column) {
  const heads = [...table.tHead.rows[0].cells];
  const before = heads[column].getAttribute('aria-sort');
  const full = rows.filter((row) => cellText(row, column));
  const figures = full.every((row) => !Number.isNaN(cellNumber(row, column)));
  const falling = before ? before === 'ascending' : figures;
  const order = figures
    ? (a, b) => cellNumber(a, column) - cellNumber(b, column)
    : (a, b) => cellText(a, column).localeCompare(cellText(b, column));
  full.sort((a, b) => (falling ? order(b, a) : order(a, b)));
  table.tBodies[0].append(...full, ...rows.filter((row) => !cellText(row, column)));
  heads.forEach((head) => head.removeAttribute('aria-sort'));
  heads[column].setAttribute('aria-sort', falling ? 'descending' : 'ascending');
  say(`In the order of ${heads[column].textContent}, ${falling ? 'falling' : 'rising'}.`);
}
