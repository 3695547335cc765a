/** One thing that `doctor` looked at. `fix` says what to do where it is not well. */
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
  readonly state: 'well' | 'off' | 'problem';
  readonly says: string;
  readonly fix?: string;
}

export const well = (area: Check['area'], says: string): Check => ({ area, state: 'well', says });
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
