// The slider: the first stop is all dates, each further one a year. Python has worked out what each shows.
function setYear(position) {
  const input = find('year');
  const label = about.years.labels[position];
  const moved = state.year !== position;
  state.year = position;
  input.value = position;
  input.setAttribute('aria-valuetext', label);
  find('year-shown').textContent = label;
  if (moved) tellOf(position, label);
}

const heading = document.querySelector('h1').textContent;
const lead = [...document.querySelector('.lead').children];

// Whatever the page says is of the year of the slider, or says that it is not.
function tellOf(position, label) {
  document.querySelector('h1').textContent = position ? `${heading}, ${label}` : heading;
  find('dates').textContent = position ? `as of ${label}` : about.dates;
  const said = about.years.leads[position];
  if (said.length) document.querySelector('.lead').replaceChildren(...said.map((text) => make('p', text)));
  else document.querySelector('.lead').replaceChildren(...lead);
  if (find('of-all-dates')) find('of-all-dates').hidden = !position;
  document.querySelectorAll('[data-all-dates]').forEach((part) => { part.hidden = Boolean(position); });
  dress(about.years.looks[position]);
}

function startYears() {
  if (!about.years) return;
  setYear(0);
  find('year').addEventListener('input', (event) => {
    setYear(Number(event.target.value));
    refilter();
    const words = about.years.words[state.year];
    if (words) say(words);
  });
}
