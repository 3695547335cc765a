import type { Config, SourceConfig } from '../../config/schema.ts';
import type { Publisher } from '../domain/publishers.ts';
import { adjustedContext } from '../poll/adjusted-context.ts';
import type { HttpClient } from '../poll/http/client.ts';
import { mayRecheck, sourceKinds } from '../poll/index.ts';
import type { PollContext, SourceKind } from '../poll/source.ts';
import type { Fallback, WatchedSource } from '../watch/pipeline.ts';

export interface ConfiguredSource {
  readonly config: SourceConfig;
  readonly source: WatchedSource;
  /** False if the list itself contains the documents. */
  readonly mayRecheck: boolean;
}

const defaultSpacingSeconds = 2;

/** Returns the sources of the configuration, each with its publisher, its kind and its HTTP client. */
export function configureSources(
  config: Pick<Config, 'publishers' | 'sources' | 'spacing'>,
  { http, extract, now }: { readonly http: HttpClient } & Pick<PollContext, 'extract' | 'now'>,
): readonly ConfiguredSource[] {
  const publishers = new Map(config.publishers.map((publisher) => [publisher.id, publisher]));
  return config.sources.map((source) => {
    const publisher = publishers.get(source.publisher) as Publisher; // checked by the schema of the configuration
    const kind = sourceKinds[source.kind as keyof typeof sourceKinds] as unknown as SourceKind; // checked with its options
    const options = source.options as {
      readonly url: string;
      readonly selector?: string;
      readonly mayShrink?: boolean;
    }; // every kind has a url
    const spacing = config.spacing ?? (source.allowPrivate ? 0 : defaultSpacingSeconds);
    const fetchFrom = (allowPrivate: boolean) =>
      http.fetchFor({
        id: source.id,
        allowPrivate,
        spacingMs: spacing * 1000,
        ...(source.userAgent === undefined ? {} : { userAgent: source.userAgent }),
      });
    const fetch = fetchFrom(source.allowPrivate);
    return {
      config: source,
      mayRecheck: mayRecheck(options),
      source: {
        id: source.id,
        publisher,
        poll: (cursor, context) => kind.poll(options, cursor, context),
        context: (signal) => adjustedContext({ fetch, extract, now, signal }, source.adjustments),
        selector: options.selector,
        mayShrink: options.mayShrink,
        url: options.url,
        expectEveryDays: source.expectEveryDays,
        fallbacks: source.fallbacks.map((fallback): Fallback => {
          const own = sourceKinds[fallback.kind as keyof typeof sourceKinds] as unknown as SourceKind; // checked with its options
          const fetch = fetchFrom(source.allowPrivate);
          return {
            url: (fallback.options as { readonly url: string }).url, // every kind has a url
            poll: (cursor, context) => own.poll(fallback.options, cursor, context),
            context: (signal) => adjustedContext({ fetch, extract, now, signal }, source.adjustments),
          };
        }),
        fallbackAfterMs: source.fallbackAfterHours * 3_600_000,
      },
    };
  });
}
