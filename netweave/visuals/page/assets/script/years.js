// The slider: the first stop is all dates, each further one a year. Python has worked out what each shows.
function setYear(position) {
  const input = find('year');
  const label = about.years.labels[position];
  state.year = position;
  input.value = position;
  input.setAttribute('aria-valuetext', label);
  find('year-shown').textContent = label;
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
