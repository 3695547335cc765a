import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { findingKinds } from '../../src/compose/kinds/index.ts';

const folder = resolve(import.meta.dirname, '../../src/detect');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({
    file,
    text: readFileSync(join(folder, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
  }));

/** The kinds about deliveries, which the outbox makes. */
const ofDeliveries = ['delivery-uncertain', 'delivery-rejected', 'subscription-paused'];

const isOfKind = ({ file }: { readonly file: string }) => file.startsWith('kinds/');

it.each(findingKinds.filter((kind) => !ofDeliveries.includes(kind)))(
  'makes findings of the kind %s in one file of detect/kinds',
  (kind) => {
    expect(files.filter(isOfKind).filter(({ text }) => text.includes(`'${kind}'`))).toHaveLength(1);
  },
);

it('makes findings nowhere else in detect', () => {
  const makes = new RegExp(`\\bkind: ['"](?:${findingKinds.join('|')})['"]|[mM]akeBase\\(`);
  expect(files.filter((file) => !isOfKind(file) && makes.test(file.text))).toEqual([]);
});
