import { useImportText } from './text.ts';

const KILO = 1000;

/** 12 KB, 3.4 MB: as devices say it. */
export function useSizeText() {
  const { number } = useImportText();
  function sizeOf(bytes: number): string {
    if (bytes < KILO * KILO) return `${number(Math.max(1, Math.round(bytes / KILO)))} KB`;
    return `${number(Math.round(bytes / KILO / (KILO / 10)) / 10)} MB`;
  }
  return { sizeOf };
}
