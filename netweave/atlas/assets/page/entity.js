// The page of an entity: what it is, what it belongs to, who belongs to it now and formerly.
async function entityView(id) {
  const number = atlas.graph.at(id);
  const asked = { name: id, as_of: atlas.asked['as-of'] };
  const [profile, belongs, holds] = await Promise.all([
    ask('show', asked),
    ask('affiliations', asked),
    atlas.graph.isCollective(number) ? ask('members', { network: id, as_of: asked.as_of }) : { rows: [] },
  ]);
  const parts = [
    ...divided('Belongs to', belongs.rows, (row) => belonging(row, row.network)),
    ...divided('Who belongs to it', holds.rows, (row) => belonging(row, row.member)),
    otherTies(profile.ties),
    peersSection(number),
    facts(profile.properties),
  ];
  return {
    title: placedName(number),
    content: [...lead(number, profile, belongs.rows, holds.rows), ...parts.filter(Boolean)],
  };
}

function lead(number, profile, belongs, holds) {
  const kind = kindWords(number);
  const article = /^[aeiou]/.test(kind) ? 'An' : 'A';
  const aliases = profile.aliases.length ? ` Also called ${listed(profile.aliases)}.` : '';
  const lines = [make('p', '', `${article} ${kind}.`, said(aliases))];
  const known = belongs.filter((row) => row.type === 'MEMBER_OF' || row.type === 'PART_OF');
  const former = known.filter((row) => row.over).length;
  const to = counted(known.length - former, 'network or group', 'networks and groups');
  if (!known.length) lines.push(make('p', '', `No network or group that it belongs to is known${onDate()}.`));
  else lines.push(make('p', '', `It ${atlas.asked['as-of'] ? 'belonged' : 'belongs'} to ${to}${onDate()}${former ? `, and formerly to ${former}` : ''}, as far as is known.`));
  const roster = rosterWords(profile, holds);
  if (roster) lines.push(make('p', '', roster));
  return lines;
}

// How many belong to a collective, and how much of its roster that is.
function rosterWords(profile, rows) {
  const kinds = new Map();
  for (const row of rows) {
    const [now, former] = kinds.get(row.member.kind) ?? [0, 0];
    kinds.set(row.member.kind, row.over ? [now, former + 1] : [now + 1, former]);
  }
  const words = [...kinds].map(([kind, [now, former]]) => (
    counted(now, kind, atlas.graph.kinds.get(kind).plural) + (former ? ` and ${former} formerly` : '')
  ));
  const stated = profile.properties.stated_members;
  const members = rows.filter((row) => row.type === 'MEMBER_OF' && !row.over);
  const known = members.filter((row) => row.member.kind === 'district').length || members.length;
  const more = known > stated ? `, more than the ${stated} stated` : ` of about ${stated}`;
  const part = stated ? ` Of its roster, ${known}${more} ${known > stated ? 'are' : 'is'} known.` : '';
  return words.length || part ? `Known to belong to it${onDate()}: ${listed(words) || 'nobody'}.${part}` : '';
}

// Rows that last, and those of the past under a heading of their own.
function divided(heading, rows, item) {
  const [now, past] = [rows.filter((row) => !row.over), rows.filter((row) => row.over)];
  const parts = [];
  if (now.length) parts.push(section(`${heading}${onDate() || (past.length ? ' now' : '')} (${now.length})`, list(now.map(item))));
  if (past.length) parts.push(section(`${heading}: formerly (${past.length})`, list(past.map(item))));
  return parts;
}

function belonging(row, other) {
  const number = atlas.graph.at(other.id);
  const via = row.via.length ? [viaWords(row.via)] : [];
  const bond = ['MEMBER_OF', 'PART_OF'].includes(row.type) ? [] : [tiePhrase(atlas.graph, { ...row, direction: 'out' })];
  const part = row.type === 'PART_OF' ? ['as a part'] : [];
  return [make('p', 'name', linkTo(other.id), ' ', make('small', '', kindWords(number))), evidence(row, ...bond, ...part, ...via)];
}

function viaWords(ids) {
  const words = make('span', '', 'through ');
  ids.forEach((id, i) => words.append(i ? ', ' : '', linkTo(id)));
  return words;
}

// Ties of other types: who hosts, leads, presented, was profiled.
function otherTies(ties) {
  const others = ties.filter((tie) => tie.type !== 'MEMBER_OF' && tie.type !== 'PART_OF');
  const items = others.map((tie) => [make('p', 'name', `${tiePhrase(atlas.graph, tie)} `, linkTo(tie.other.id)), evidence(tie)]);
  return items.length ? section(`Other ties (${items.length})`, list(items)) : null;
}

function facts(properties) {
  const terms = Object.entries(properties).map(([name, value]) => {
    const shown = value === null ? '' : String(value);
    return make('div', '', make('dt', '', said(name.replaceAll('_', ' '))), make('dd', '', outside(shown, shown)));
  });
  return terms.length ? make('details', 'facts', make('summary', '', 'Facts'), make('dl', '', ...terms)) : null;
}
