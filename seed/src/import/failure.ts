import { BadSettings } from '@zlm/server/config';
import { StartupError, toAppError } from '@zlm/server/db';
import { BrokenFile } from '@zlm/server/intake/broken-file';
import { NotPrepared } from '@zlm/server/intake/not-prepared';
import type { Lang } from '@zlm/server/intake/reading/issues';
import { BadUsage } from './options.ts';

const texts = {
  'not-prepared': {
    zh: '数据库还没有准备好：请先启动一次服务（npm start）',
    en: 'the database is not prepared: start the server once first (npm start)',
  },
  'disk-full': {
    zh: '磁盘已满；已完成的批次保留，腾出空间后重新运行即可',
    en: 'the disk is full; finished batches are kept, run again when there is space',
  },
  unavailable: {
    zh: '数据库暂时不可用（$）；已完成的批次保留，稍后重新运行即可',
    en: 'the database is not available ($); finished batches are kept, run again later',
  },
  unchanged: { zh: '未作任何更改', en: 'nothing was changed' },
} satisfies Record<string, Record<Lang, string>>;

const FULL = /no space left|disk full/i;

/** Why a command failed, as one sentence for the person who runs it; null for a fault of the program. */
export function explainFailure(cause: unknown, lang: Lang, usage: string): string | null {
  if (cause instanceof BadUsage) return `${cause.toSentence(lang)}\n\n${usage}`;
  if (cause instanceof BadSettings || cause instanceof StartupError) return cause.message;
  if (cause instanceof NotPrepared) return texts['not-prepared'][lang];
  if (cause instanceof BrokenFile) return `${cause.toSentence(lang)}\n${texts.unchanged[lang]}`;
  const { code, message = '' } = cause as { code?: string; message?: string };
  if (code === '53100' || code === 'ENOSPC' || code === 'EDQUOT' || FULL.test(message)) return texts['disk-full'][lang];
  if (toAppError(cause).kind === 'unavailable' || code === '55P03')
    return texts.unavailable[lang].replace('$', message);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EISDIR') return message;
  return null;
}
