/** Whether one letter replaced, missing, too many, or two neighbours swapped make one text of the other; equal texts are not. */
export function isOneEdit(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const more = long.length - short.length;
  if (more > 1) return false;
  let head = 0;
  while (head < short.length && short[head] === long[head]) head++;
  let tail = 0;
  while (tail < short.length - head && short[short.length - 1 - tail] === long[long.length - 1 - tail]) tail++;
  const left = short.length - head - tail;
  if (more === 1) return left === 0;
  return left === 1 || (left === 2 && short[head] === long[head + 1] && short[head + 1] === long[head]);
}

/** The same, but the first and the last letter of `typed` stay where they are, unless they are swapped with a neighbour. */
export function isOneInnerEdit(typed: string, text: string): boolean {
  if (!isOneEdit(typed, text)) return false;
  if (typed.length === text.length && sortLetters(typed) === sortLetters(text)) return true;
  return typed[0] === text[0] && typed.at(-1) === text.at(-1);
}

const sortLetters = (text: string): string => [...text].sort().join('');
