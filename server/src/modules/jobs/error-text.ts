const CODE = /^[A-Za-z0-9_]{1,60}$/;
const MOST = 200;
const PLACE = /^\s+at .*?([\w.-]+\.[cm]?[jt]s:\d+):\d+\)?$/m;

/** A code and where it came from: messages name values, and values may be of people. */
export function toErrorText(cause: unknown): string {
  if (!(cause instanceof Error)) return 'not an error';
  const { code, constraint } = cause as { code?: unknown; constraint?: unknown };
  const [, place] = PLACE.exec(cause.stack ?? '') ?? [];
  const words = [cause.name, code, constraint].filter((word) => typeof word === 'string' && CODE.test(word));
  return (words.join(' ') + (place === undefined ? '' : ` at ${place}`)).slice(0, MOST);
}
