import type { Issue, IssueCode } from './issues.ts';

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

  /** Null also where the value is bad: an issue says so. */
  read<T>(key: string, parse: (text: string) => T): T | null {
    const text = this.text(key);
    if (text === null) return null;
    try {
      return parse(text);
    } catch (cause) {
      if (!(cause instanceof BadValue)) throw cause;
      this.reject(key, cause.code, cause.detail);
      return null;
    }
  }

  require<T>(key: string, parse: (text: string) => T): T | null {
    if (this.text(key) === null) this.reject(key, 'missing');
    return this.read(key, parse);
  }

  reject(key: string, code: IssueCode, detail = ''): void {
    const issue = this.#issue(key, code, detail);
    // Two records may read one cell.
    if (!this.issues.some((known) => known.column === issue.column && known.code === code)) this.issues.push(issue);
  }

  warn(key: string, code: IssueCode, detail = ''): void {
    this.warnings.push(this.#issue(key, code, detail));
  }

  #issue(key: string, code: IssueCode, detail: string): Issue {
    return { line: this.line, column: this.#headerOf(key), value: this.text(key) ?? '', code, detail };
  }
}
