// The page as sent is complete without this script. It adds the moving picture and what goes with it.
const data = JSON.parse(document.getElementById('data').textContent);
const about = data.about;

const find = (id) => document.getElementById(id);

// Whatever comes from the data is set as text, never as markup.
function make(tag, text, name) {
  const element = document.createElement(tag);
  if (text !== undefined && text !== null) element.textContent = text;
  if (name) element.className = name;
  return element;
}

function link(text, url) {
  if (!/^https?:\/\//i.test(url || '')) return make('bdi', text);
  const element = make('a');
  element.append(make('bdi', text));
  element.href = url;
  element.rel = 'noopener noreferrer';
  element.target = '_blank';
  return element;
}

function say(text) { find('status').textContent = text; }

const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
