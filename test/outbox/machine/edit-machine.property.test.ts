import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextEdit } from '../../../src/outbox/machine/edit-machine.ts';
import * as arbitrary from './arbitraries.ts';

test('an edit that is over changes no more; one that waits is called, stored or put off, and its tries only grow', () => {
  fc.assert(
    fc.property(
      ...([arbitrary.edit, arbitrary.editEvent, arbitrary.now, arbitrary.capabilities] as const),
      (before, event, now, capabilities) => {
        const { state, effects } = nextEdit(before, event, now, capabilities);
        const types = effects.map(({ type }) => type);
        if (before.state !== 'waiting') {
          expect({ state, effects }).toEqual({ state: before, effects: [] });
          return;
        }
        expect(state.attempts).toBeGreaterThanOrEqual(before.attempts);
        expect(types.at(-1)).toBe(event.type === 'claimed' && capabilities.canUpdate ? 'update' : 'save');
        expect(types.includes('update')).toBe(event.type === 'claimed' && capabilities.canUpdate);
        if (state.state === 'waiting' && types.includes('save')) expect(state.attempts).toBe(before.attempts + 1);
        if (state.state === 'refused') expect(state.error).not.toBeNull();
      },
    ),
    { numRuns: 3000 },
  );
});

test('an edit that only ever fails is given up in the end', () => {
  fc.assert(
    fc.property(arbitrary.platformError, arbitrary.now, (error, now) => {
      fc.pre(error.kind !== 'unauthorized');
      let edit = { state: 'waiting', attempts: 0, nextAttemptAt: now.at.toISOString(), error: null } as Parameters<
        typeof nextEdit
      >[0];
      const abilities = { refusesDuplicatesForMs: 0, canFind: false, canUpdate: true };
      for (let tries = 0; edit.state === 'waiting' && tries < 3000; tries += 1)
        edit = nextEdit(edit, { type: 'refused', error }, now, abilities).state;
      expect(edit.state).toBe('refused');
    }),
    { numRuns: 50 },
  );
});
