import { describe, expect, it } from 'vitest';
import { commandNames, grammar } from '../../src/chat/commands.ts';
import { descriptions } from '../../src/commands/options.ts';
import { wordingFor } from '../../src/compose/language/index.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';

const commands = descriptions(wordingFor('en', { publishers: new Map(), speakers: builtInSpeakers }));
const of = (name: string) => {
  const command = commands.find((one) => one.name === name);
  if (command === undefined) throw new Error(`There is no command ${name}`);
  return command;
};
const option = (command: string, name: string) => {
  const found = of(command).options.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${command} has no option ${name}`);
  return found;
};

/** What a platform of fields takes for a name and for a sentence. */
const name = /^[-_'\p{L}\p{N}]{1,32}$/u;
const cheer = /[!¡]|\p{Extended_Pictographic}/u;

describe('a command', () => {
  it('has a field for all that may follow it, but for the mark of a page', () => {
    for (const command of commandNames) {
      const { words, options } = grammar[command];
      const typed = Object.keys(options).filter((one) => one !== 'after');
      const described = of(command).options.map((one) => one.name);
      expect(new Set(described), command).toEqual(new Set([...typed, ...(words === null ? [] : [words])]));
      expect(described.length, `${command}: each once`).toBe(new Set(described).size);
    }
  });

  it('says in one short sentence what it and each of its fields is', () => {
    for (const command of commands)
      for (const one of [command, ...command.options]) {
        expect(one.name).toMatch(name);
        expect(one.what, one.name).toMatch(/^\p{Lu}.{4,98}\.$/u);
        expect(one.what).not.toMatch(cheer);
        expect(one.what, 'no options as they are typed').not.toMatch(/--|`/u);
      }
  });

  it('has what is needed, and what its words are, before the rest', () => {
    expect(commands.flatMap(({ options }) => options.filter(({ isNeeded }) => isNeeded))).toEqual([
      expect.objectContaining({ name: 'code', kind: 'words' }),
      expect.objectContaining({ name: 'event', kind: 'words' }),
      expect.objectContaining({ name: 'figure', kind: 'words' }),
      expect.objectContaining({ name: 'event', kind: 'words' }),
      expect.objectContaining({ name: 'event', kind: 'words' }),
      expect.objectContaining({ name: 'event', kind: 'words' }),
    ]);
    for (const { options } of commands) {
      expect(options.findIndex(({ kind }) => kind === 'words')).toBeLessThan(1);
      expect(options.findLastIndex(({ isNeeded }) => isNeeded)).toBeLessThan(1);
    }
  });

  it('offers all values of a field that has few, else it suggests some', () => {
    expect(option('incidents', 'outcome').choices.map(({ value }) => value)).toContain('non_credible');
    expect(option('findings', 'kind'), 'not the same everywhere').toMatchObject({ choices: [], suggests: true });
    expect(option('subscribe', 'digest').choices.map(({ value }) => value)).toEqual(['daily', 'weekly', 'off']);
    expect(option('digest', 'rhythm').choices).toEqual(option('subscribe', 'digest').choices);
    expect(option('digest', 'on').choices[0]).toEqual({ label: 'Monday', value: 'monday' });
    expect(option('subscribe', 'language').choices).toEqual([{ label: 'English', value: 'en' }]);
    for (const { options } of commands)
      for (const { name: field, kind, choices, suggests } of options) {
        expect(suggests && choices.length > 0, `${field}: one or the other`).toBe(false);
        if (kind === 'flag') expect([choices, suggests]).toEqual([[], false]);
        // A reason is in the person's own words.
        else expect(suggests || choices.length > 0, field).toBe(field !== 'reason');
        expect(choices.length).toBeLessThanOrEqual(25);
        for (const { label, value } of choices) {
          expect(label.length).toBeLessThanOrEqual(100);
          expect(value.length).toBeLessThanOrEqual(100);
        }
        expect(new Set(choices.map(({ label }) => label)).size).toBe(choices.length);
      }
  });

  it('says whether it changes what a channel gets', () => {
    expect(commands.filter(({ changes }) => changes === 'always').map((one) => one.name)).toEqual([
      'subscribe',
      'unsubscribe',
      'mute',
      'unmute',
      'deliveries',
      'join',
      'part',
    ]);
    expect(commands.filter(({ changes }) => changes === 'with-options').map((one) => one.name)).toEqual(['digest']);
  });
});

describe('in another language, a command', () => {
  const languages = ['de', 'es', 'fr', 'ru', 'tr', 'uk'];

  it('and each of its fields has a name and a sentence, within what platforms take', () => {
    for (const { name: command, options, localized } of commands) {
      expect(Object.keys(localized).sort(), command).toEqual(languages);
      for (const [tag, own] of Object.entries(localized)) {
        expect(Object.keys(own.options).sort(), `${tag} ${command}`).toEqual(options.map((one) => one.name).sort());
        for (const one of [own, ...Object.values(own.options)]) {
          expect(one.name, tag).toMatch(name);
          expect(one.name, `${tag}: lower case`).toBe(one.name.toLocaleLowerCase(tag).normalize('NFC'));
          expect(one.what, `${tag} ${one.name}`).toMatch(/^[\p{Lu}].{4,98}\.$/u);
          expect(one.what, `${tag} ${one.name}`).not.toMatch(cheer);
        }
      }
    }
  });

  it('is called as no other, and its fields are distinct', () => {
    for (const tag of languages) {
      const names = commands.map(({ localized }) => localized[tag]?.name);
      expect(new Set(names).size, tag).toBe(commands.length);
      for (const { localized } of commands) {
        const fields = Object.values(localized[tag]?.options ?? {}).map((one) => one.name);
        expect(new Set(fields).size, `${tag} ${fields.join(' ')}`).toBe(fields.length);
      }
    }
  });

  it('is not left in English', () => {
    for (const { what, options, localized } of commands)
      for (const own of Object.values(localized)) {
        expect(own.what).not.toBe(what);
        for (const one of options) expect(own.options[one.name]?.what).not.toBe(one.what);
      }
  });
});
