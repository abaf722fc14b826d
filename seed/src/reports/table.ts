import { toDateTime } from '@zlm/server/formats/shanghai-time';
import type { OpenReport } from './reports.ts';

const INDENT = '        ';

/** Reports for a terminal: one line to find each by, what was said below it. */
export function toTable(reports: readonly OpenReport[]): string[] {
  return reports.flatMap((report) => {
    const { number, created_at, kind, thing_id, thing_title, thing_revision, reason, body, contact } = report;
    const when = toDateTime(created_at).slice(0, 16).replace('T', ' ');
    const said = body === '' ? [] : body.split('\n').map((line) => INDENT + visible(line));
    return [
      `${String(number).padStart(6)}  ${when}  ${reason.padEnd(13)}  ${kind} ${thing_id} rev ${thing_revision}  ${visible(thing_title)}`,
      ...said,
      ...(contact ? [`${INDENT}-> ${visible(contact)}`] : []),
    ];
  });
}

/** Reports as JSON of the same values: what would steer a terminal or turn its lines around is written as escapes. */
export function toSafeJson(reports: readonly OpenReport[]): string {
  return JSON.stringify(reports, null, 2).replace(/[\p{Cf}\p{Zl}\p{Zp}]|[^\P{Cc}\n]/gu, escapeUnits);
}

const escapeUnits = (text: string) =>
  Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');

/** What strangers wrote must not steer the terminal or turn its lines around. */
const visible = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
