// Dates as rosters give them. A date stands for all its days; days are counted from 0001-01-01 = 1.
const EARLIEST = 0;
const LATEST = 3652060;
const ALWAYS = [EARLIEST, LATEST];
const readDates = new Map();

// The first and last day of a date; null if the text is none.
function days(text) {
  if (!readDates.has(text)) readDates.set(text, daysOf(text));
  return readDates.get(text);
}

function daysOf(text) {
  const shape = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/.exec(text);
  if (!shape) return null;
  const [year, month, day] = shape.slice(1).map((part) => (part === undefined ? null : Number(part)));
  const first = ordinal(year, month ?? 1, day ?? 1);
  if (first === null) return null;
  if (day !== null) return [first, first];
  const december = (month ?? 12) === 12;
  return [first, december ? ordinal(year, 12, 31) : ordinal(year, month + 1, 1) - 1];
}

function ordinal(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const there = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1;
  return year && there && date.getUTCDate() === day ? date.getTime() / 864e5 + 719163 : null;
}

const firstDay = (text) => (text === null ? EARLIEST : days(text)[0]);
const lastDay = (text) => (text === null ? LATEST : days(text)[1]);
const isDate = (text) => days(text) !== null;

// The date that begins first; of those that begin on one day the shorter text.
function earliest(texts) {
  const before = (a, b) => firstDay(a) - firstDay(b) || a.length - b.length;
  return texts.reduce((best, text) => (before(text, best) < 0 ? text : best));
}

// The date that ends last, null if any is unknown; of equal ends the shorter text.
function latest(texts) {
  if (!texts.length || texts.includes(null)) return null;
  const after = (a, b) => lastDay(a) - lastDay(b) || b.length - a.length;
  return texts.reduce((best, text) => (after(text, best) > 0 ? text : best));
}

// Whether two stretches of days have one in common; an empty one has none with any.
const shareADay = (one, other) => Math.max(one[0], other[0]) <= Math.min(one[1], other[1]);

// Today, where the reader is.
function todayText() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
