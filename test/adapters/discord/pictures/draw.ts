import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { render } from '../../../../adapters/discord/posts/render.ts';
import { composed } from '../../composed.ts';
import { shapes } from '../../messages.ts';
import { alternatives } from './alternatives.ts';
import { documentOf, postOf } from './page.ts';

/**
 * `node test/adapters/discord/pictures/draw.ts <folder> [name ...]` draws each shape of post, each message that is composed,
 * and the ways that were not chosen, as a phone and a desktop show them: HTML, and PNG where Chromium is found (`CHROMIUM`, or in PATH).
 */

interface Picture {
  readonly page: string;
  readonly width: number;
}

const [folder = 'pictures', ...wanted] = process.argv.slice(2);
const posts = new Map([
  ...[...Object.entries(shapes), ...composed].map(
    ([name, message]) => [name, postOf(render(message).payload)] as const,
  ),
  ...alternatives(),
]);

mkdirSync(folder, { recursive: true });
const pictures = [...posts].flatMap(([name, post]): readonly Picture[] => {
  if (wanted.length > 0 && !wanted.includes(name)) return [];
  return [390, 900].map((width) => {
    const page = resolve(folder, `${name}-${width}.html`);
    writeFileSync(page, documentOf(post, width));
    return { page, width };
  });
});

const chromium = [process.env['CHROMIUM'], 'chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => name !== undefined && spawnSync(name, ['--version'], { timeout: 20_000 }).status === 0,
);
if (chromium === undefined) console.warn('No Chromium was found, so there is HTML only. Name one in CHROMIUM.');
else {
  const heights = heightsOf(pictures);
  for (const [index, { page, width }] of pictures.entries()) {
    // A window is never narrower than 500; the page keeps its own width in it.
    const size = `${Math.max(width, 500)},${heights[index] ?? 1000}`;
    headless([`--screenshot=${page.replace(/html$/, 'png')}`, `--window-size=${size}`, pathToFileURL(page).href]);
  }
}

/** So that a picture holds all of its page and no more. */
function heightsOf(pictures: readonly Picture[]): readonly number[] {
  const frames = pictures.map(
    ({ page, width }) => `<iframe src="${pathToFileURL(page).href}" width="${width}"></iframe>`,
  );
  const read = '[...document.querySelectorAll("iframe")].map((one) => one.contentDocument.body.offsetHeight).join()';
  const scratch = mkdtempSync(join(tmpdir(), 'pictures-'));
  const probe = join(scratch, 'probe.html');
  writeFileSync(
    probe,
    `<body>${frames.join('')}<script>onload = () => { document.body.textContent = ${read}; }</script>`,
  );
  const [, found = ''] = /<body>([\d,]+)/.exec(headless(['--dump-dom', pathToFileURL(probe).href])) ?? [];
  rmSync(scratch, { recursive: true });
  return found.split(',').filter(Boolean).map(Number);
}

function headless(options: readonly string[]): string {
  const common = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--allow-file-access-from-files',
  ];
  return spawnSync(chromium ?? '', [...common, ...options], { encoding: 'utf8', timeout: 60_000 }).stdout;
}
