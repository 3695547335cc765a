/** How the loopback Slack is told to fail. */

export type Failure =
  /** 429; Slack counts in whole seconds. */
  | { readonly kind: 'rate-limited'; readonly retryAfter: number }
  | { readonly kind: 'status'; readonly status: number }
  /** A gateway's 502 with a page for people. */
  | { readonly kind: 'html' }
  | { readonly kind: 'hang' }
  /** Closes the connection without an answer. */
  | { readonly kind: 'drop' }
  /** 200 with a length it does not keep: the connection ends in the middle of the answer. */
  | { readonly kind: 'cut' }
  /** 200 with half of its JSON. */
  | { readonly kind: 'malformed' }
  /** Answers in time, `milliseconds` later. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** `{ ok: false, error }`, with more fields where given. */
  | { readonly kind: 'error'; readonly error: string; readonly more?: Readonly<Record<string, unknown>> };

export interface FailureScope {
  readonly method?: string;
  readonly channel?: string;
  readonly workspace?: string;
  /** How many calls it holds for; 1 where not given, Infinity until `recover`. */
  readonly times?: number;
  /** The method is carried out first: the failure is in the answer alone. */
  readonly afterTaking?: boolean;
}

export interface Call {
  readonly method: string;
  readonly channel: string | null;
  readonly workspace: string | null;
}

export class Failures {
  readonly #rules: { readonly failure: Failure; readonly scope: FailureScope; left: number }[] = [];

  add(failure: Failure, scope: FailureScope): void {
    this.#rules.push({ failure, scope, left: scope.times ?? 1 });
  }

  /** Of one method or of all. */
  recover(method?: string): void {
    const kept = method === undefined ? [] : this.#rules.filter(({ scope }) => scope.method !== method);
    this.#rules.splice(0, this.#rules.length, ...kept);
  }

  /** The first rule that fits this call, which is used up by it. */
  take(call: Call): { readonly failure: Failure; readonly afterTaking: boolean } | undefined {
    const rule = this.#rules.find(
      ({ scope, left }) =>
        left > 0 &&
        (scope.method === undefined || scope.method === call.method) &&
        (scope.channel === undefined || scope.channel === call.channel) &&
        (scope.workspace === undefined || scope.workspace === call.workspace),
    );
    if (rule === undefined) return undefined;
    rule.left -= 1;
    return { failure: rule.failure, afterTaking: rule.scope.afterTaking ?? false };
  }
}
