import type { ClockSpan } from '../clock.ts';
import type { Token } from './tokens.ts';

/** What holds on some days. */
export interface Rule {
  /** Null: all that no other rule names, or the whole week. */
  days: number[] | null;
  isRest: boolean;
  season: string | null;
  open: ClockSpan[];
  isClosed: boolean;
}
interface Draft extends Rule {
  scope: string | null;
}
export interface Told {
  rules: Rule[];
  /** What they do not hold. */
  left: string[];
}

/** Null where a rule has no days to hold on. */
export function toRules(tokens: readonly Token[]): Told | null {
  const told: Told = { rules: [], left: [] };
  let season: string | null = null;
  let rule = empty(season);
  let isWhole = true;
  let before: Token['is'] | null = null;
  const close = () => {
    isWhole = settle(rule, told) && isWhole;
    rule = empty(season);
  };
  for (const token of seasonsFirst(tokens)) {
    // 闭馆日：周一 says the days last.
    const isLate = rule.isClosed && rule.days === null && !rule.isRest && rule.scope === null;
    if (hasValue(rule) && !isLate && /^(days|rest|season|scope|break)$/.test(token.is)) close();
    if (token.is === 'days') rule.days = [...new Set([...(rule.days ?? []), ...token.days])].sort((a, b) => a - b);
    else if (token.is === 'rest') rule.isRest = true;
    else if (token.is === 'scope') rule.scope = [rule.scope, token.text].filter(Boolean).join('、');
    else if (token.is === 'remark') told.left.push(token.text);
    else if (token.is === 'season') {
      // 夏季（5月-10月）is one.
      if (before !== 'season') season = token.text;
      rule.season = season;
    } else if (token.is === 'open') {
      if (rule.isClosed) close();
      rule.open.push(token.span);
    } else if (token.is === 'closed') {
      if (rule.open.length > 0) close();
      rule.isClosed = true;
    }
    before = token.is;
  }
  close();
  return isWhole ? told : null;
}

const empty = (season: string | null): Draft => ({
  ...{ days: null, isRest: false, season, open: [], isClosed: false, scope: null },
});
const hasValue = ({ open, isClosed }: Rule) => open.length > 0 || isClosed;

function settle(draft: Draft, { rules, left }: Told): boolean {
  const { scope, ...rule } = draft;
  if (scope !== null) {
    const spans = rule.open.map(({ starts, ends }) => `${starts}-${ends}`).join('、');
    left.push(rule.days ? scope : [scope, spans].filter(Boolean).join(' '));
    if (rule.days === null && !rule.isRest) return true;
  }
  if (!hasValue(rule)) return rule.days === null && !rule.isRest;
  if (rule.isClosed && rule.days === null && !rule.isRest) return false;
  // 周一至周五 8:30-11:30；14:00-17:00 is of the same days.
  if (rule.days === null && !rule.isRest) rule.days = rules.findLast(({ isClosed }) => !isClosed)?.days ?? null;
  rules.push(rule);
  return true;
}

/** 9:00-18:00（夏季），9:00-17:00（冬季）: each before what it is of. */
function seasonsFirst(tokens: readonly Token[]): readonly Token[] {
  const first = tokens.findIndex(({ is }) => is === 'season');
  const last = tokens.findLastIndex(({ is }) => is === 'season');
  const isBehind =
    first >= 0 &&
    tokens.slice(0, first).some(({ is }) => is === 'open') &&
    !tokens.slice(last).some(({ is }) => is === 'open');
  if (!isBehind) return tokens;
  const ordered: Token[] = [];
  let from = 0;
  tokens.forEach((token, at) => {
    if (token.is !== 'season') return;
    ordered.push(token, ...tokens.slice(from, at));
    from = at + 1;
  });
  return [...ordered, ...tokens.slice(from)];
}
