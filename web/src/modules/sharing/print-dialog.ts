const CLASS = 'prints-dialog';

/** Prints the open dialog alone; the rest of the page stays on screen only. */
export function printDialog(): void {
  const { classList } = document.documentElement;
  classList.add(CLASS);
  addEventListener('afterprint', () => classList.remove(CLASS), { once: true });
  print();
}
