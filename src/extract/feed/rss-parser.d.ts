/** Types of the functions that are replaced. The package has types only for its main module. */
declare module 'rss-parser/lib/utils.js' {
  const parts: {
    getSnippet: (html: string) => string;
    getLink: (links: unknown, rel: string, fallback: number) => string | undefined;
    getContent: (content: unknown) => string;
  };
  export default parts;
}
