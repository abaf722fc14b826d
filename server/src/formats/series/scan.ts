/** What nobody could read, or that needs an answer. */
export interface Part {
  /** Where it stands in what was typed, in UTF-16 units. */
  at: number;
  text: string;
}

/** Of the private use area: nobody types it. */
const TAKEN = '\uf8ff';
const SAME: Readonly<Record<string, string>> = {
  ...{ '～': '~', '〜': '~', '∼': '~', '–': '-', '—': '-', '−': '-', '‐': '-', '‑': '-', '―': '-' },
  ...{ '，': ',', '；': ';', '。': ';', '（': '(', '）': ')', '：': ':', 號: '号', 點: '点', 週: '周', 禮: '礼' },
};

// Compiled anew for each text they would take most of the time.
const compiled = new Map<string, RegExp>();
function compile(source: string): RegExp {
  let pattern = compiled.get(source);
  if (!pattern) compiled.set(source, (pattern = new RegExp(source, 'giu')));
  return pattern;
}

function listMatches(pattern: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === '') pattern.lastIndex++;
  }
  return found;
}

/** A text of which parts are taken as they are understood; what is left is told. */
export class Scan {
  #text: string;
  readonly #typed: string;
  /** Of each sign, where it was typed. */
  readonly #origin: number[] = [];

  constructor(typed: string) {
    this.#typed = typed;
    let text = '';
    for (let at = 0; at < typed.length; at++) {
      const sign = typed[at]!;
      if (/\p{Cf}/u.test(sign)) continue;
      text += toPlain(sign);
      this.#origin.push(at);
    }
    this.#text = text;
  }

  /** Takes what matches, unless `use` says false. */
  take(pattern: RegExp, use: (match: RegExpExecArray) => boolean | void): void {
    for (const match of listMatches(compile(pattern.source), this.#text)) {
      if (match[0] === '' || match[0].includes(TAKEN) || use(match) === false) continue;
      this.#text =
        this.#text.slice(0, match.index) +
        TAKEN.repeat(match[0].length) +
        this.#text.slice(match.index + match[0].length);
    }
  }

  partOf({ 0: text, index }: RegExpExecArray): Part {
    return this.#part(index, index + text.length);
  }

  /** Nothing but what `fillers` match is no part. */
  left(fillers: RegExp): Part[] {
    const parts = [...this.#text.matchAll(/[^\uf8ff\s]+(?:\s+[^\uf8ff\s]+)*/gu)];
    return parts.filter(([text]) => text.replace(fillers, '') !== '').map((match) => this.partOf(match));
  }

  #part(from: number, to: number): Part {
    const at = this.#origin[from] ?? 0;
    return { at, text: this.#typed.slice(at, (this.#origin[to - 1] ?? at) + 1) };
  }
}

function toPlain(sign: string): string {
  const code = sign.charCodeAt(0);
  if (sign === TAKEN) return ' ';
  if (SAME[sign] !== undefined) return SAME[sign];
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0).toLowerCase();
  if (/\s/u.test(sign)) return ' ';
  const lower = sign.toLowerCase();
  // Positions stay: a letter that has no single lower one is kept.
  return lower.length === 1 ? lower : sign;
}
