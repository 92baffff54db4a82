// Elements. Whatever comes from the data is set as text, never as markup.
const find = (id) => document.getElementById(id);

function make(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children.filter((child) => child !== null && child !== ''));
  return element;
}

// A text of the data, which may run from right to left.
const said = (text) => make('bdi', '', text);

function outside(text, url) {
  if (!/^https?:\/\//i.test(url ?? '')) return said(text);
  const element = make('a', '', said(text));
  Object.assign(element, { href: url, rel: 'noopener noreferrer', target: '_blank' });
  return element;
}

function inside(text, asked) {
  const element = make('a', '', said(text));
  element.href = addressOf(asked);
  return element;
}

function button(text, press) {
  const element = make('button', '', text);
  element.type = 'button';
  element.addEventListener('click', press);
  return element;
}

function section(heading, ...children) {
  return make('section', '', make('h3', '', heading), ...children);
}

const list = (items, name = 'rows', tag = 'ul') => make(tag, name, ...items.map((item) => make('li', '', ...[item].flat())));
