import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { DiscordPayload } from '../../../../adapters/discord/payload.ts';
import { alternativesOf } from './alternatives.ts';
import { documentOf, pageOf } from './page.ts';

/**
 * `node test/adapters/discord/pictures/draw.ts <folder>` draws each golden payload as a phone and a desktop show it: HTML,
 * and PNG where Chromium is found (`CHROMIUM`, or in PATH). With names behind the folder, those alone.
 */

const [folder = 'pictures', ...wanted] = process.argv.slice(2);
const widths = [390, 900] as const;
mkdirSync(folder, { recursive: true });
const golden = join(import.meta.dirname, '../golden');
const chromium = chromiumFound();
if (chromium === undefined) console.warn('No Chromium found: HTML only. Name one in CHROMIUM.');

for (const file of readdirSync(golden)) {
  const payload = JSON.parse(readFileSync(join(golden, file), 'utf8')) as DiscordPayload;
  for (const width of widths) draw(basename(file, '.json'), pageOf([payload], width), width);
}
for (const [name, post] of Object.entries(alternativesOf())) {
  for (const width of widths) draw(`alternative-${name}`, documentOf([post], width), width);
}

function draw(name: string, html: string, width: number): void {
  if (wanted.length > 0 && !wanted.includes(name)) return;
  const page = resolve(folder, `${name}-${width}.html`);
  writeFileSync(page, html);
  if (chromium === undefined) return;
  const height = heightOf(page, width);
  const picture = resolve(folder, `${name}-${width}.png`);
  // A window of Chromium is never narrower than 500: a frame of the width stands in it.
  headless([
    `--screenshot=${picture}`,
    `--window-size=${Math.max(width, 500)},${height}`,
    `file://${framed(page, width, height)}`,
  ]);
}

/** As many points as the page is high, so that a picture holds all of it. */
function heightOf(page: string, width: number): number {
  const probe = `${page}.probe.html`;
  const script = `<script>onload = () => { const f = document.querySelector('iframe'); document.title = f.contentDocument.documentElement.scrollHeight; document.body.dataset.height = document.title; }</script>`;
  writeFileSync(probe, `<body style="margin:0">${frame(page, width, 100)}${script}`);
  const dom = headless(['--dump-dom', '--allow-file-access-from-files', `file://${probe}`]);
  return Math.max(100, Number(/data-height="(\d+)"/.exec(dom)?.[1] ?? 1600));
}

function framed(page: string, width: number, height: number): string {
  const outer = `${page}.frame.html`;
  writeFileSync(outer, `<body style="margin:0;background:#fff">${frame(page, width, height)}`);
  return outer;
}

function frame(page: string, width: number, height: number): string {
  return `<iframe src="${basename(page)}" style="border:0;display:block;width:${width}px;height:${height}px"></iframe>`;
}

function headless(options: readonly string[]): string {
  const common = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--force-device-scale-factor=1',
  ];
  return spawnSync(chromium ?? '', [...common, ...options], { encoding: 'utf8', timeout: 60_000 }).stdout;
}

function chromiumFound(): string | undefined {
  const names = [process.env['CHROMIUM'], 'chromium', 'chromium-browser', 'google-chrome'].filter(
    (name) => name !== undefined,
  );
  return names.find((name) => spawnSync(name, ['--version'], { timeout: 20_000 }).status === 0);
}
