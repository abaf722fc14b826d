/** What vue-i18n hands to a compiled message. */
interface MessageContext {
  named(key: string): string | number | undefined;
  plural(cases: readonly string[]): string;
}

/** Compiles `one {name} | {n} names`: named values and plural cases, nothing else, and no eval. */
export function compileMessage(message: unknown): (context: MessageContext) => string {
  const whole = String(message);
  if (!whole.includes('{') && !whole.includes(' | ')) return () => whole;
  const cases = whole.split(' | ');
  return (context) => {
    const text = cases.length > 1 ? context.plural(cases) : cases[0]!;
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(context.named(name) ?? ''));
  };
}
