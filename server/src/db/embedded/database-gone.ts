/** The connection ended under a query; `code` is the SQLSTATE a server would have sent. */
export class DatabaseGone extends Error {
  override name = 'DatabaseGone';
  readonly code: '57014' | '57P01' | '57P02' | '57P03' | '53100' | '58030';
  constructor(code: DatabaseGone['code'], message: string) {
    super(message);
    this.code = code;
  }
}
