/** One thing the publisher puts up. `page` names the address it appears at; a second appearance is an edit. */
export interface Release {
  readonly feed: 'coalition' | 'amnesty' | 'airwars';
  readonly page: string;
  readonly title: string;
  readonly published: string;
  readonly paragraphs: readonly string[];
}
