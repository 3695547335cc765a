import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { statusError } from '../../adapters/webhook/errors.ts';
import { webhook } from '../../adapters/webhook/index.ts';
import { bodyOf, payloadOf } from '../../adapters/webhook/payload.ts';
import { signatureHeaders } from '../../adapters/webhook/signature.ts';
import type { Message } from '../../src/chat/message.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../docs/webhooks.md'), 'utf8');
const blockOf = (language: string) => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';

interface Body {
  readonly id: string;
  readonly message: Message;
}

describe('the page about webhooks', () => {
  it('shows the body as it is sent', () => {
    const shown = JSON.parse(blockOf('json')) as Body; // the example has this shape, as the comparison proves
    expect(JSON.parse(bodyOf(payloadOf(shown.message), shown.id, null))).toEqual(shown);
  });

  it('has a check of the signature that takes ours and no other', async () => {
    const code = `data:text/javascript,${encodeURIComponent(blockOf('js'))}`;
    const { isFromAckwatch } = (await import(code)) as {
      isFromAckwatch: (headers: object, body: string, secret: string, now: number) => boolean;
    }; // what the block exports
    const [key, at] = [Buffer.alloc(32, 3), new Date('2019-05-31T12:00:00Z')];
    const secret = `whsec_${key.toString('base64')}`;
    const headers = signatureHeaders('3f0c', at, '{"version":1}', [Buffer.alloc(32, 4), key]);
    expect(isFromAckwatch(headers, '{"version":1}', secret, at.getTime())).toBe(true);
    expect(isFromAckwatch(headers, '{"version":2}', secret, at.getTime())).toBe(false);
    expect(isFromAckwatch(headers, '{"version":1}', secret, at.getTime() + 600_000)).toBe(false);
  });

  it('names every variable', () => {
    for (const { name } of webhook.variables) expect(page).toContain(name);
  });

  it('says of each answer what the adapter makes of it', () => {
    const kindOf = (status: number) => {
      const error = statusError('desk', status, {}, new Date());
      return error?.outcome === 'maybe-sent' ? 'maybe' : (error?.kind ?? 'sent');
    };
    const rows = [...page.matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)].map(([, answer = '', what = '']) => ({
      what,
      statuses: [...answer.matchAll(/\b(\d)(\d\d|xx)\b/g)].map(([, first, rest]) =>
        Number(`${first}${rest === 'xx' ? (first === '2' ? '04' : first === '3' ? '07' : '00') : rest}`),
      ),
    }));
    const said = rows.flatMap(({ what, statuses }) => statuses.map((status) => [status, what] as const));
    expect(said.length).toBeGreaterThan(10);
    for (const [status, what] of said)
      expect(what, String(status)).toMatch(
        {
          sent: /has arrived/,
          'rate-limited': /again later/,
          unavailable: /again later/,
          'not-found': /pauses .* address/,
          forbidden: /pauses .* refuses/,
          invalid: /gives up/,
          maybe: /may have arrived/,
        }[kindOf(status) as 'sent'], // one of the kinds that statusError gives
      );
  });
});
