import { deflateSync } from 'node:zlib';

/** Real PDF bytes with text at given places: Helvetica, WinAnsi, points from the lower left corner, US letter. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** 12. */
  readonly size?: number;
  /** Raises the text without moving the line, as word processors do for footnotes. */
  readonly rise?: number;
  /** Quarter turns against the clock. */
  readonly turns?: 0 | 1 | 2 | 3;
}
export interface PdfOptions {
  readonly info?: Readonly<Record<string, string>>;
  /** The first page is a compressed stream of so many spaces instead of its text. */
  readonly bomb?: number;
  /** Claims an encryption that no one has the password of. */
  readonly encrypted?: boolean;
  /** How far a viewer turns each page with the clock, in degrees. */
  readonly rotate?: 0 | 90 | 180 | 270;
}

/** Widths of Helvetica's printable ASCII in thousandths of an em, from the space on. */
const widths =
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584'
    .split(' ')
    .map(Number);

export function textWidth(text: string, size = 12): number {
  let total = 0;
  for (const letter of text) total += widths[letter.charCodeAt(0) - 32] ?? 556;
  return (total * size) / 1000;
}

export function makePdf(pages: readonly (readonly PlacedText[])[], options: PdfOptions = {}): Uint8Array {
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  add('<< /Type /Catalog /Pages 2 0 R >>');
  const firstPage = 5;
  const kids = pages.map((_, index) => `${firstPage + index * 2} 0 R`).join(' ');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  const info = Object.entries(options.info ?? {});
  add(`<< ${info.map(([key, value]) => `/${key} (${value})`).join(' ')} >>`);
  pages.forEach((texts, index) => {
    const content = texts.map(draw).join('\n');
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate ${options.rotate ?? 0} /Resources << /Font << /F1 3 0 R >> >> /Contents ${firstPage + index * 2 + 1} 0 R >>`,
    );
    const bomb = index === 0 && options.bomb !== undefined ? deflateSync(' '.repeat(options.bomb)) : undefined;
    const stream = bomb === undefined ? content : bomb.toString('latin1');
    const filter = bomb === undefined ? '' : ' /Filter /FlateDecode';
    add(`<< /Length ${stream.length}${filter} >>\nstream\n${stream}\nendstream`);
  });
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const secret = 'ab'.repeat(32);
  const encryption = options.encrypted
    ? ` /Encrypt << /Filter /Standard /V 1 /R 2 /O <${secret}> /U <${secret}> /P -44 >> /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>]`
    : '';
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R${encryption} >>`;
  const whole = `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}\nstartxref\n${body.length}\n%%EOF\n`;
  return Uint8Array.from(whole, (letter) => letter.charCodeAt(0));
}

const turned = ['1 0 0 1', '0 1 -1 0', '-1 0 0 -1', '0 -1 1 0'] as const;

function draw({ text, x, y, size = 12, rise = 0, turns = 0 }: PlacedText): string {
  const hex = Array.from(text, (letter) => (letter.charCodeAt(0) & 255).toString(16).padStart(2, '0')).join('');
  return `BT /F1 ${size} Tf ${rise} Ts ${turned[turns]} ${x} ${y} Tm <${hex}> Tj ET`;
}

/** Lines of text below each other, as a word processor sets them. */
export function setLines(
  lines: readonly string[],
  { x = 72, y = 720, leading = 14, size = 12 }: { x?: number; y?: number; leading?: number; size?: number } = {},
): PlacedText[] {
  return lines.map((text, index) => ({ text, x, y: y - index * leading, size }));
}
