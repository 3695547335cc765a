export const roles = ['acknowledging', 'documenting', 'carrier'] as const;
export type Role = (typeof roles)[number];

export interface Publisher {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}
