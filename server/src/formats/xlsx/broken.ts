/** The bytes are no workbook that can be read. */
export class XlsxBroken extends Error {
  readonly reason: 'unreadable' | 'too-large' | 'locked';
  constructor(reason: XlsxBroken['reason'], message = '') {
    super(message);
    this.reason = reason;
  }
}
