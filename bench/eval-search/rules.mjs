/**
 * A rule is what a person would accept, as values a document must have: of a list any one, of several keys all.
 * title, text, organiser: a part of it in any case; name: an institution's whole name; in: a division; the rest: equal.
 */
const TESTS = {
  kind: equal('kind'),
  type: equal('type'),
  format: equal('format'),
  free: equal('free'),
  weekend: equal('weekend'),
  tonight: equal('tonight'),
  topic: among('topics'),
  audience: among('audiences'),
  mode: among('modes'),
  part: among('parts'),
  in: (code) => {
    const prefix = code.replace(/^(\d{4})00$/, '$1');
    return ({ divisions }) => divisions.some((division) => division.startsWith(prefix));
  },
  name: (name) => (document) => document.kind === 'institution' && document.title === name,
  title: (part) => holds(({ title }) => title, part),
  organiser: (part) => holds(({ organiser }) => organiser, part),
  text: (part) => holds(wholeText, part),
};

function equal(field) {
  return (wanted) => (document) => document[field] === wanted;
}
function among(field) {
  return (wanted) => (document) => document[field].includes(wanted);
}

// Joined once: hundreds of rules ask for it.
const texts = new WeakMap();
function wholeText(document) {
  let text = texts.get(document);
  if (text === undefined) {
    const { title, aliases, description, organiser, place } = document;
    texts.set(document, (text = [title, ...aliases, description, organiser, place].join('\n')));
  }
  return text;
}

function holds(read, part) {
  const lower = part.toLowerCase();
  // Only letters that have a case need the whole text lowered.
  const plain = lower === part.toUpperCase();
  return (document) => (plain ? read(document) : read(document).toLowerCase()).includes(lower);
}

/** Whether a document fits the rule; throws at a key that is none. */
export function compileRule(rule) {
  const tests = Object.entries(rule).map(([key, wanted]) => {
    const test = TESTS[key];
    if (!test) throw new Error(`a rule has the unknown key ${key}`);
    const any = [wanted].flat().map((one) => test(one));
    return any.length === 1 ? any[0] : (document) => any.some((one) => one(document));
  });
  return (document) => tests.every((test) => test(document));
}

/** Gives the keys of what a judged query intends, as a set; many queries share their rules, so each is asked once. */
export function createJudge(documents) {
  const known = new Map();
  const findKeys = (rule) => {
    const name = JSON.stringify(rule);
    if (!known.has(name))
      known.set(
        name,
        documents.filter(compileRule(rule)).map(({ key }) => key),
      );
    return known.get(name);
  };
  return ({ intended }) => new Set(intended === 'none' ? [] : intended.flatMap(findKeys));
}
