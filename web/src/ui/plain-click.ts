/** Whether a click on a link is meant for this page: with a key held, the browser opens another tab. */
export function isPlainClick({ ctrlKey, metaKey, shiftKey }: MouseEvent): boolean {
  return !ctrlKey && !metaKey && !shiftKey;
}
