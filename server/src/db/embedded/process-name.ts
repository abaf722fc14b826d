import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Names one process for good: numbers are used again, and in a container the first is always 1. */
export interface ProcessName {
  pid: number;
  host: string;
  /** Boot of the machine and start of the process within it; null where the system does not tell. */
  start: string | null;
}

export const nameSelf = (): ProcessName => ({ pid: process.pid, host: hostname(), start: startOf(process.pid) });

export const sayProcess = ({ pid, host }: Pick<ProcessName, 'pid' | 'host'>) => `process ${pid} on ${host}`;

/** Null for what no process wrote. */
export function parseName(text: string): ProcessName | null {
  try {
    const { pid, host, start } = (JSON.parse(text) ?? {}) as Record<string, unknown>;
    if (!Number.isSafeInteger(pid) || (pid as number) < 1 || typeof host !== 'string') return null;
    return { pid: pid as number, host, start: typeof start === 'string' ? start : null };
  } catch {
    return null;
  }
}

/** Whether it still runs; null where that cannot be known from here. */
export function isRunning({ pid, host, start }: ProcessName): boolean | null {
  if (host !== hostname()) return null;
  if (!isTaken(pid)) return false;
  const now = startOf(pid);
  return start === null || now === null ? null : now === start;
}

function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function startOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold anything; the start is the 20th field after it.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${boot}/${ticks}`;
  } catch {
    return null;
  }
}
