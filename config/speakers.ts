import { z } from 'zod';
import type { Publisher } from '../src/domain/publishers.ts';
import { type ConfiguredSpeaker, isInTable, speakerRow } from '../src/domain/speakers.ts';
import { speakerWithName } from '../src/read/lexicon/speakers.ts';
import { id } from './id.ts';
import type { Problem } from './subscription.ts';

/** One entry of `speakers`: its shape, the rules between entries, and the speakers that a configuration has. */

const name = z.string().trim().min(1);

export const speakerSchema = z.strictObject({
  id: id.describe('Its own, or the id of a built-in speaker, which is given further aliases and hosts'),
  name: name.optional().describe('As posts call it inside a sentence, with its article: the Freedonian Army'),
  role: z
    .enum(['acknowledging', 'documenting', 'neither'])
    .optional()
    .describe('acknowledging: a belligerent. documenting: an NGO, the UN, the press. neither: an armed group, a party'),
  family: id
    .optional()
    .describe('Its chain of command, such as us or uk. Each member may publish what another member admits'),
  aliases: z
    .array(name)
    .default([])
    .describe('Further names that texts give it. A capital asks for a capital; a small letter accepts either'),
  hosts: z
    .array(z.hostname({ error: 'Write a host alone, e.g. army.example' }))
    .default([])
    .describe('Hosts of its own pages. A page there that names no one speaks for it'),
});

const rough = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  role: z.string().optional(),
  family: z.unknown().optional(),
  aliases: z.array(z.string()).catch([]),
});

/** Returns what is wrong between entries. Takes any content and leaves out what has another shape. */
export function problemsInSpeakers(speakers: readonly unknown[], publishers: readonly unknown[]): readonly Problem[] {
  const problems: Problem[] = [];
  const roleOf = new Map(
    publishers.flatMap((entry) => {
      const read = z.looseObject({ id: z.string(), role: z.string() }).safeParse(entry);
      return read.success ? [[read.data.id, read.data.role] as const] : [];
    }),
  );
  const owners = new Map<string, string>();
  speakers.forEach((entry, index) => {
    const read = rough.safeParse(entry);
    if (!read.success) return;
    const speaker = read.data;
    const problem = (key: string | number, message: string, inner: readonly number[] = []) =>
      problems.push({ path: ['speakers', index, key, ...inner], message });
    if (isInTable(speaker.id)) {
      for (const key of ['name', 'role', 'family'] as const)
        if (speaker[key] !== undefined)
          problem(key, `${speaker.id} is built in and keeps its own. Take it out, and give aliases or hosts`);
    } else {
      if (speaker.name === undefined)
        problem('name', 'is missing. Add it: as posts call the speaker, e.g. the Freedonian Army');
      if (speaker.role === undefined) problem('role', 'is missing. Add it: acknowledging, documenting or neither');
      const role = roleOf.get(speaker.id);
      if (role !== undefined && role !== 'carrier' && speaker.role !== undefined && role !== speaker.role)
        problem('role', `The publisher with this id is ${role}. Give both the same role`);
    }
    const names = [
      ...(speaker.name === undefined ? [] : [{ name: speaker.name, at: null }]),
      ...speaker.aliases.map((alias, at) => ({ name: alias, at })),
    ];
    for (const { name, at } of names) {
      const key = name.toLowerCase().replace(/^the /, '');
      const owner = speakerWithName(name) ?? owners.get(key) ?? speaker.id;
      owners.set(key, owner);
      if (owner === speaker.id) continue;
      const message = `"${name}" is a name of ${owner} already. A name means one speaker`;
      problem(at === null ? 'name' : 'aliases', message, at === null ? [] : [at]);
    }
  });
  return problems;
}

/**
 * Returns the speakers that a configuration adds: its `speakers`, and each publisher that is not a carrier. A publisher
 * whose name is that of a built-in speaker adds none: its texts are that speaker's.
 */
export function speakersOf({
  speakers,
  publishers,
}: {
  readonly speakers: readonly z.infer<typeof speakerSchema>[];
  readonly publishers: readonly Publisher[];
}): readonly ConfiguredSpeaker[] {
  const listed = speakers.map(({ id, name, role, family, aliases, hosts }): ConfiguredSpeaker => {
    if (isInTable(id)) return { id, ...speakerRow(id), aliases, hosts };
    const known = role === undefined || role === 'neither' ? null : role;
    return { id, name: name ?? id, role: known, family: family ?? null, aliases, hosts };
  });
  const published = publishers.flatMap(({ id, name, role }): readonly ConfiguredSpeaker[] => {
    const isKnown = isInTable(id) || listed.some((speaker) => speaker.id === id) || speakerWithName(name) !== null;
    return role === 'carrier' || isKnown ? [] : [{ id, name, role, family: null, aliases: [], hosts: [] }];
  });
  return [...listed, ...published];
}
