/** One publication. `page` identifies its address: a second release with the same page is an edit. */
export interface Release {
  readonly feed: 'coalition' | 'amnesty' | 'airwars';
  readonly page: string;
  readonly title: string;
  readonly published: string;
  readonly paragraphs: readonly string[];
}
