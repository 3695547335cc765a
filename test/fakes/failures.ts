/** The failures that a test asked of a loopback platform. `Call` names a call as the platform's scopes do. */

export interface Scope {
  /** How many calls it holds for; 1 where not given, Infinity until it is taken back. */
  readonly times?: number;
  /** The call is carried out first: the failure is in the answer alone. */
  readonly afterTaking?: boolean;
}

export class FailureRules<Failure, Call extends object> {
  readonly #rules: { readonly failure: Failure; readonly scope: Partial<Call> & Scope; left: number }[] = [];

  add(failure: Failure, scope: Partial<Call> & Scope): void {
    this.#rules.push({ failure, scope, left: scope.times ?? 1 });
  }

  /** Those that name the same, or all. */
  recover(name?: Partial<Call>): void {
    const kept = name === undefined ? [] : this.#rules.filter(({ scope }) => !fits(name, scope));
    this.#rules.splice(0, this.#rules.length, ...kept);
  }

  /** The first rule that fits this call, which is used up by it. */
  take(call: Call): { readonly failure: Failure; readonly afterTaking: boolean } | undefined {
    const rule = this.#rules.find(
      ({ scope: { times: _, afterTaking: __, ...name }, left }) => left > 0 && fits(name, call),
    );
    if (rule === undefined) return undefined;
    rule.left -= 1;
    return { failure: rule.failure, afterTaking: rule.scope.afterTaking ?? false };
  }
}

function fits(wanted: object, given: object): boolean {
  return Object.entries(wanted).every(([key, value]) => value === undefined || Reflect.get(given, key) === value);
}
