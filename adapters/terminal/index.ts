import { z } from 'zod';
import type { Adapter } from '../../src/chat/destination.ts';
import { createTerminal } from './destination.ts';

const settings = z.object({ NO_COLOR: z.string().optional() });

/** The reference adapter, the default, and the one to copy. */
export const terminal: Adapter = {
  name: 'terminal',
  channels: '`stdout`, `stderr`, or the path of a file that posts are appended to',
  // It needs no credentials; NO_COLOR is a variable of the whole program.
  variables: [],
  connectionModes: [{ what: 'as it is', needs: [] }],
  settings,
  create(env, io) {
    const { NO_COLOR } = settings.parse(env);
    return createTerminal({ ...io, colour: NO_COLOR === undefined || NO_COLOR === '' });
  },
};
