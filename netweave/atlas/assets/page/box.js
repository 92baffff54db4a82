// A box to type a name in, with the entities that it may mean: a combobox with a list, as screen
// readers know it. An entity that was picked stays picked until the text is changed.
class Box {
  constructor(id) {
    this.input = find(id);
    this.list = find(`${id}-list`);
    this.picked = null;
    this.options = [];
    this.at = -1;
    this.input.addEventListener('input', () => { this.picked = null; this.offer(); });
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.input.addEventListener('blur', () => this.close());
    // The box would lose the focus before the press ends.
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
  }

  set(id) {
    this.picked = id;
    this.input.value = id ? nameOf(id) : '';
    this.close();
  }

  offer() {
    const found = this.input.value.trim() ? search(atlas.names, this.input.value) : [];
    this.options = found.map(({ number }) => atlas.graph.entities[number].id);
    this.list.replaceChildren(...found.map((hit, i) => this.option(hit, i)));
    this.move(-1);
    this.list.hidden = !found.length;
    this.input.setAttribute('aria-expanded', String(found.length > 0));
    say(found.length ? `${counted(found.length, 'name')} fit; arrow down to choose.` : '', true);
  }

  option({ number, also }, i) {
    const about = [kindWords(number), ...(also ? [`also ${also}`] : [])].join(' · ');
    const element = make('li', '', said(placedName(number)), ' ', make('small', '', said(about)));
    element.id = `${this.list.id}-${i}`;
    element.setAttribute('role', 'option');
    element.addEventListener('click', () => this.pick(i));
    return element;
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !this.list.hidden) {
      this.move(Math.min(this.options.length - 1, Math.max(0, this.at + step)));
      event.preventDefault();
    } else if (event.key === 'ArrowDown') this.offer();
    else if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' && this.at >= 0 && !this.list.hidden) {
      this.pick(this.at);
      event.preventDefault();
    }
  }

  move(at) {
    this.at = at;
    [...this.list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
    if (at < 0) this.input.removeAttribute('aria-activedescendant');
    else this.input.setAttribute('aria-activedescendant', `${this.list.id}-${at}`);
    this.list.children[at]?.scrollIntoView({ block: 'nearest' });
  }

  pick(at) {
    this.set(this.options[at]);
    this.input.dispatchEvent(new Event('picked'));
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.move(-1);
  }
}
