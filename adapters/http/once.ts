/** More than any platform brings within the time in which it repeats itself. */
export const mostKept = 10_000;

/** True for what a platform brings for the first time: it repeats what it believes did not arrive. The oldest are forgotten beyond `most`. */
export function createOnce(most = mostKept): (key: string) => boolean {
  const met = new Set<string>();
  return (key) => {
    if (met.has(key)) return false;
    met.add(key);
    for (const oldest of met) {
      if (met.size <= most) break;
      met.delete(oldest);
    }
    return true;
  };
}
