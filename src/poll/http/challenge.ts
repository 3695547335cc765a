/**
 * Answers that stand in for the document: a bot check, a web firewall's refusal, a login form. They come with any
 * status, 200 included, and would otherwise be read as an edited page without its figures.
 */

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The beginning of the body, bytes as latin1. */
  readonly head: string;
  /** Bytes of the whole body, as far as it was read. */
  readonly length: number;
  readonly askedUrl: URL;
  readonly finalUrl: URL;
}

const loginPath = /(^|\/)(log-?in|sign-?in|sso|saml|wp-login\.php|oauth2?|authenticate)(\/|\.aspx|\.html?|$)/i;

/** Firewalls that answer with a page of a few hundred bytes; a longer page that quotes such words is an article. */
const refusals: readonly (readonly [RegExp, string])[] = [
  [/access denied[\s\S]{0,2000}reference\s*(&#32;)?\s*(#|&#35;)/i, 'an Akamai refusal'],
  [/errors\.edgesuite\.net/i, 'an Akamai refusal'],
  [/request unsuccessful\. incapsula incident/i, 'an Imperva refusal'],
  [/the requested url was rejected\. please consult with your administrator/i, 'a web firewall refusal'],
];
const refusalLength = 8_000;

/** Scripts of these vendors are also on ordinary pages, so the page must be nothing but the check. */
const challenges: readonly (readonly [RegExp, RegExp, string])[] = [
  [/<title>\s*(just a moment|attention required)/i, /cloudflare|cf-|_cf_chl/i, 'a Cloudflare check'],
  [
    /_incapsula_resource/i,
    /<body[^>]{0,500}>\s*<(iframe|noscript)|<meta name="robots" content="noindex/i,
    'an Imperva check',
  ],
  [/ddos-guard/i, /checking your browser|ddos protection/i, 'a DDoS-Guard check'],
  [/px-captcha|perimeterx/i, /access to this page has been denied|press (&amp;|&|and) hold/i, 'a PerimeterX check'],
  [/sec-if-cpt-container|bm-verify|triggerinterstitialchallenge/i, /<body|<meta|<script/i, 'an Akamai check'],
  [/awswaf|aws-waf/i, /challenge\.js|captcha\.js/i, 'an AWS check'],
];
const challengeLength = 60_000;

const loginTitle = /<title[^>]{0,200}>[^<]{0,80}\b(log ?in|sign ?in|authentication required)\b/i;
const passwordField = /<input[^>]{0,300}type\s*=\s*["']?password/i;

/** What the answer is instead of the document, in words for an operator, or null. */
export function standIn(answered: Answered): string | null {
  const { headers, head, length } = answered;
  if (headers['cf-mitigated'] === 'challenge') return 'a Cloudflare check';
  const action = headers['x-amzn-waf-action'];
  if (action === 'challenge' || action === 'captcha') return 'an AWS check';
  if (loginPath.test(answered.finalUrl.pathname) && !loginPath.test(answered.askedUrl.pathname)) return 'a login page';
  if (!looksLikeHtml(headers['content-type'] ?? '', head)) return null;
  if (length <= refusalLength) {
    for (const [mark, name] of refusals) if (mark.test(head)) return name;
  }
  if (length <= challengeLength) {
    for (const [mark, proof, name] of challenges) if (mark.test(head) && proof.test(head)) return name;
    if (loginTitle.test(head) && passwordField.test(head)) return 'a login page';
  }
  return null;
}

export function looksLikeHtml(contentType: string, head: string): boolean {
  return /html/i.test(contentType) || /^\s*(<!doctype html|<html)/i.test(head);
}
