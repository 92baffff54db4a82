// The form: one name shows an entity, two how they are connected.
function startForm() {
  const form = find('ask');
  atlas.one = new Box('one');
  atlas.other = new Box('other');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  atlas.one.input.addEventListener('picked', () => atlas.other.input.focus());
  atlas.other.input.addEventListener('picked', submit);
  find('swap').addEventListener('click', () => {
    const [one, other] = [atlas.one.picked, atlas.other.picked];
    if (one && other) go({ ...terms(), connect: other, with: one });
  });
  form.hidden = false;
}

// Date and ties as they stand in the form.
function terms() {
  const { avoid } = atlas.asked;
  return { 'as-of': find('as-of').value.trim() || null, through: find('through').value === 'all' ? 'all' : null, avoid };
}

function submit() {
  const { 'as-of': date } = terms();
  if (date && !isDate(date)) {
    say(`“${date}” is not a date. Write a year, 2015, or 2015-06, or 2015-06-30.`);
    find('as-of').focus();
    return;
  }
  const boxes = [atlas.one, atlas.other].filter((box) => box.input.value.trim());
  if (!boxes.length) {
    go({ ...terms(), avoid: [] });
    return;
  }
  const ids = boxes.map((box) => box.picked ?? meantBy(box));
  const unsure = boxes[ids.indexOf(null)];
  const sure = ids.find(Boolean) ?? null;
  if (unsure) {
    const state = boxes.length === 1 ? atlas.names.stateOf(unsure.input.value) : null;
    go(state ? { ...terms(), avoid: [], state } : { ...terms(), find: unsure.input.value.trim(), with: sure });
  } else if (boxes.length === 2 && ids[0] !== ids[1]) go({ ...terms(), connect: ids[0], with: ids[1] });
  else go({ ...terms(), avoid: [], through: null, show: ids[0] });
}

// Whom a text means, null if nobody or one of several; a choice that may be another is told.
function meantBy(box) {
  const written = box.input.value;
  if (atlas.names.stateOf(written) && written.trim().length === 2) return null;
  const { only, others, loosely } = atlas.names.chosen(written);
  if (only === null) return null;
  const more = others ? ` ${counted(others, 'other fits', 'others fit')}.` : '';
  if (others || loosely) atlas.note = `“${written}” is taken for ${placedName(only)}.${more}`;
  return atlas.graph.entities[only].id;
}

// The form as the address has it.
function fillForm({ show: one, connect: a, with: b, 'as-of': date, through }) {
  if (one ?? a) atlas.one.set(one ?? a);
  atlas.other.set(a ? b : null);
  find('as-of').value = date ?? '';
  find('through').value = through ?? 'memberships';
  find('swap').hidden = !(a && b);
}
