import type { Issue, IssueCode } from './issues.ts';
import { splitList } from './values/split-list.ts';

/** One row of any format, its values by column key. */
export interface SourceRow {
  /** Line of a table, number of a feature or entry; from 1. */
  line: number;
  values: ReadonlyMap<string, string>;
  /** Everything as received, unknown columns included. */
  original: Record<string, unknown>;
}

/** Thrown by the parsers of single values; `RowFields` turns it into an issue. */
export class BadValue extends Error {
  readonly code: IssueCode;
  readonly detail: string;
  constructor(code: IssueCode, detail = '') {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

/** Reads the values of one row and collects what is wrong with them. */
export class RowFields {
  readonly line: number;
  readonly original: Record<string, unknown>;
  readonly issues: Issue[] = [];
  readonly warnings: Issue[] = [];
  #values: ReadonlyMap<string, string>;
  #headerOf: (key: string) => string;

  constructor({ line, values, original }: SourceRow, headerOf: (key: string) => string) {
    this.line = line;
    this.original = original;
    this.#values = values;
    this.#headerOf = headerOf;
  }

  /** Null where the cell is empty or the column is not there. */
  text(key: string): string | null {
    return this.#values.get(key)?.trim() || null;
  }

  /** Null also where the value is not understood: the row goes on without it, and a warning says so. */
  read<T>(key: string, parse: (text: string) => T): T | null {
    return this.#parse(key, parse, ({ code, detail }) => this.drop(key, code, detail));
  }

  /** May be empty, but where it is not understood the row cannot be used. */
  need<T>(key: string, parse: (text: string) => T): T | null {
    return this.#parse(key, parse, ({ code, detail }) => this.reject(key, code, detail));
  }

  require<T>(key: string, parse: (text: string) => T): T | null {
    if (this.text(key) === null) this.reject(key, 'missing');
    return this.need(key, parse);
  }

  /** Entries that are understood, each once; empty where the cell is. */
  list<T>(key: string, parse: (text: string) => T, limit: number): T[] {
    const entries = splitList(this.text(key) ?? '');
    const read = entries.flatMap((entry) => {
      const one = this.#try(entry, parse);
      if (!(one instanceof BadValue)) return [one];
      this.warnings.push({ ...this.#issue(key, one.code, one.detail), value: entry, dropped: true });
      return [];
    });
    const found = [...new Set(read)];
    if (found.length > limit) this.warn(key, 'first-kept', String(limit));
    return found.slice(0, limit);
  }

  /** As `list`, of which one has to be understood. */
  requireList<T>(key: string, parse: (text: string) => T, limit: number): T[] {
    if (this.text(key) === null) this.reject(key, 'missing');
    const before = this.warnings.length;
    const found = this.list(key, parse, limit);
    if (found.length > 0) return found;
    // Of several the first says what is known.
    this.warnings.length = before;
    this.need(key, (text) => parse(splitList(text)[0] ?? text));
    return [];
  }

  #parse<T>(key: string, parse: (text: string) => T, tell: (flaw: BadValue) => void): T | null {
    const text = this.text(key);
    if (text === null) return null;
    const value = this.#try(text, parse);
    if (!(value instanceof BadValue)) return value;
    tell(value);
    return null;
  }
  #try<T>(text: string, parse: (text: string) => T): T | BadValue {
    try {
      return parse(text);
    } catch (cause) {
      if (cause instanceof BadValue) return cause;
      throw cause;
    }
  }

  reject(key: string, code: IssueCode, detail = ''): void {
    add(this.issues, this.#issue(key, code, detail));
  }

  warn(key: string, code: IssueCode, detail = ''): void {
    this.warnings.push(this.#issue(key, code, detail));
  }

  /** The cell is left empty. */
  drop(key: string, code: IssueCode, detail = ''): void {
    add(this.warnings, { ...this.#issue(key, code, detail), dropped: true });
  }

  #issue(key: string, code: IssueCode, detail: string): Issue {
    return { line: this.line, column: this.#headerOf(key), value: this.text(key) ?? '', code, detail };
  }
}

/** Two records may read one cell. */
function add(issues: Issue[], issue: Issue): void {
  const isKnown = ({ column, code }: Issue) => column === issue.column && code === issue.code;
  if (!issues.some(isKnown)) issues.push(issue);
}
