/** The part of rss-parser whose functions are replaced; the package describes only its main module. */
declare module 'rss-parser/lib/utils.js' {
  const parts: {
    getSnippet: (html: string) => string;
    getLink: (links: unknown, rel: string, fallback: number) => string | undefined;
    getContent: (content: unknown) => string;
  };
  export default parts;
}
