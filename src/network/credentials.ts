/** Returns the URL without credentials and fragment, and the credentials as an `Authorization` header, or null. */
export function withoutCredentials(url: URL): { url: URL; authorization: string | null } {
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  plain.hash = '';
  if (url.username === '' && url.password === '') return { url: plain, authorization: null };
  const pair = `${percentDecoded(url.username)}:${percentDecoded(url.password)}`;
  return { url: plain, authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** Returns the text unchanged if it is not valid percent encoding. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
