/** The result of one check. `fix` says what to do where the state is not `ok`. */
export interface Check {
  readonly area:
    | 'program'
    | 'configuration'
    | 'environment'
    | 'database'
    | 'clock'
    | 'network'
    | 'destination'
    | 'channel'
    | 'deliveries';
  readonly state: 'ok' | 'off' | 'problem';
  readonly says: string;
  readonly fix?: string;
}

export const ok = (area: Check['area'], says: string): Check => ({ area, state: 'ok', says });
export const off = (area: Check['area'], says: string, fix: string): Check => ({ area, state: 'off', says, fix });
export const problem = (area: Check['area'], says: string, fix: string): Check => ({
  area,
  state: 'problem',
  says,
  fix,
});

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
