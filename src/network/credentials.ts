/** Credentials go into a header, so that no address carries them further. The fragment goes too. */
export function withoutCredentials(url: URL): { url: URL; authorization: string | null } {
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  plain.hash = '';
  if (url.username === '' && url.password === '') return { url: plain, authorization: null };
  const pair = `${percentDecoded(url.username)}:${percentDecoded(url.password)}`;
  return { url: plain, authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** As it stands where it is no valid encoding: links are written by strangers. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
