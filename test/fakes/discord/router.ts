import { type Route, routes } from './failures.ts';

const patterns = routes.map((route) => {
  const [method = '', path = ''] = route.split(' ');
  return { route, method, parts: path.split('/') };
});

export interface Found {
  readonly route: Route | null;
  /** Decoded, by name. */
  readonly parts: Readonly<Record<string, string>>;
  /** The path is known, and the method is not. */
  readonly isOtherMethod: boolean;
}

export function findRoute(method: string, path: string): Found {
  const given = path.split('/').map(decodeURIComponent);
  const fitting = patterns.filter(
    ({ parts }) =>
      parts.length === given.length && parts.every((part, index) => part.startsWith(':') || part === given[index]),
  );
  const found = fitting.find((one) => one.method === method);
  if (found === undefined) return { route: null, parts: {}, isOtherMethod: fitting.length > 0 };
  const named = found.parts.flatMap((part, index) =>
    part.startsWith(':') ? [[part.slice(1), given[index] ?? ''] as const] : [],
  );
  return { route: found.route, parts: Object.fromEntries(named), isOtherMethod: false };
}
