// Names without what nobody means by them: case, accents, punctuation, "&" or "and"; and what is
// left of a name once the words that names of districts carry are gone.
let WORDS = { carried: new Set(), generic: new Set(), little: new Set() };

function plainText(text) {
  const small = text.normalize('NFKD').toLowerCase().replace(/ß/g, 'ss').replace(/ς/g, 'σ');
  let kept = small.replace(/\p{Mn}/gu, '').replace(/[‐‑‒–—−]/g, '-');
  kept = kept.replace(/[’'ʼ`´‘*†‡"“”]/g, '').replace(/&/g, ' and ');
  kept = kept.replace(/\b(?:[a-z]\.){2,}[a-z]?\b\.?|\b(?:[a-z]\.){2,}/g, (found) => found.replaceAll('.', ''));
  return kept.trim().split(/\s+/).join(' ');
}

// A text without regard to case and to runs of white space: so ids are compared.
const foldId = (text) => text.toLowerCase().replace(/ß/g, 'ss').replace(/ς/g, 'σ').trim().split(/\s+/).join(' ');

const foldedNames = new Map();

// A name as it is compared: `key` all in one; `bare` without carried words; `full` whether it
// carries one, or a number; `telling` whether a part of a name may be meant by it.
function folded(text) {
  if (!foldedNames.has(text)) foldedNames.set(text, foldName(text));
  return foldedNames.get(text);
}

function foldName(text) {
  const simple = plainText(text);
  const written = simple.match(/[\p{L}\p{N}]+/gu) ?? simple.split(' ').filter(Boolean);
  const said = written.filter((word) => word !== 'and');
  const words = said.length ? said : written;
  const without = (set) => words.filter((word) => !set.has(word)).join('');
  const carries = (word) => WORDS.carried.has(word) && !WORDS.little.has(word);
  return {
    words,
    key: words.join(''),
    bare: without(WORDS.carried) || without(WORDS.generic) || words.join(''),
    phrase: ` ${words.join(' ')} `,
    full: words.some((word) => carries(word) || /\p{Nd}/u.test(word)),
    telling: words.some((word) => (word.match(/\p{L}/gu) ?? []).length >= 3),
  };
}
