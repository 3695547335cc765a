/** Between what brings an interaction (the gateway, or an HTTP request) and what answers it. */

/** A response as Discord's API describes it: `type` and `data`. */
export interface InteractionResponse {
  readonly type: number;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface Heard {
  /** The interaction as Discord sent it, unchecked. */
  readonly payload: unknown;
  /** Gives the one first response, within three seconds of what was heard. Rejects with `DeliveryError` where it did not get there. */
  respond(response: InteractionResponse): Promise<void>;
}

/** Takes what was heard; never throws, and what fails is logged and told to the person. */
export type Take = (heard: Heard) => void;

export interface Hearing {
  readonly take: Take;
  /** Resolves when all that was taken is answered. */
  settled(): Promise<void>;
}
