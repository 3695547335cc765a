/** `37SFU7945513515`: zone, square of 100 km, easting and northing of equal length. */
const form = /^(\d{1,2}[C-X][A-Z]{2})(\d+)$/u;
/** Positions as exact as a square of 100 metres are compared; a coarser one is a town. */
const fewestDigits = 3;
/** Two positions that are as near as this are one, because reports round them. In squares of 100 metres. */
const nearSquares = 5;

interface Position {
  readonly square: string;
  /** In 100 metres. */
  readonly easting: number;
  readonly northing: number;
}

function positionOf(grid: string): Position | null {
  const found = form.exec(grid.replaceAll(/\s+/gu, '').toUpperCase());
  const [, square, digits] = found ?? [];
  if (square === undefined || digits === undefined || digits.length % 2 === 1) return null;
  const half = digits.length / 2;
  if (half < fewestDigits) return null;
  const count = (text: string) => Number(text.slice(0, fewestDigits));
  return { square, easting: count(digits.slice(0, half)), northing: count(digits.slice(half)) };
}

/** Returns whether two MGRS references lie within half a kilometre in one square of 100 km. False for what is none. */
export function sameSquare(one: string, other: string): boolean {
  const [here, there] = [positionOf(one), positionOf(other)];
  if (here === null || there === null || here.square !== there.square) return false;
  return (
    Math.abs(here.easting - there.easting) <= nearSquares && Math.abs(here.northing - there.northing) <= nearSquares
  );
}

/** Returns the square of 100 km that a reference lies in; null for what is none. */
export function squareOf(grid: string): string | null {
  return positionOf(grid)?.square ?? null;
}
