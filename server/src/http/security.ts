/** Sent with every response; MapLibre needs blob images, data images are our icons. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'geolocation=(self), camera=(), microphone=(), payment=()',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};
/** What the settings open beyond that. */
export interface Policy {
  /** Origins that map images come from. */
  mapOrigins: readonly string[];
  /** Who may frame the page for other sites: origins or `*`. */
  embedOrigins: readonly string[];
}
export type HeadersOf = (path: string) => Readonly<Record<string, string>>;

const EMBED = /^\/(?:en\/)?embed\/?$/;

/** The headers of every path: only the page for other sites may be framed, and it never asks where somebody is. */
export function createHeaders({ mapOrigins, embedOrigins }: Policy): HeadersOf {
  const csp = widen(securityHeaders['Content-Security-Policy']!, mapOrigins);
  const usual: Record<string, string> = { ...securityHeaders, 'Content-Security-Policy': csp };
  if (embedOrigins.length === 0) return () => usual;
  const { 'X-Frame-Options': _, ...others } = usual;
  const framed = {
    ...others,
    'Content-Security-Policy': csp.replace("frame-ancestors 'none'", `frame-ancestors ${embedOrigins.join(' ')}`),
    'Permissions-Policy': usual['Permissions-Policy']!.replace('geolocation=(self)', 'geolocation=()'),
    'X-Robots-Tag': 'noindex',
  };
  return (path) => (EMBED.test(path) ? framed : usual);
}

function widen(csp: string, origins: readonly string[]): string {
  const isWidened = (part: string) => /^(img|connect)-src /.test(part);
  return csp
    .split('; ')
    .map((part) => (isWidened(part) ? [part, ...origins].join(' ') : part))
    .join('; ');
}
