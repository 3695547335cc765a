interface ChallengeInput {
  readonly headers: Readonly<Record<string, string>>;
  /** Beginning of the body, decoded as latin1. */
  readonly head: string;
  /** Length of the body in bytes, as far as it was read. */
  readonly length: number;
  readonly requestedUrl: URL;
  readonly finalUrl: URL;
}

const loginPathPattern = /(^|\/)(log-?in|sign-?in|sso|saml|wp-login\.php|oauth2?|authenticate)(\/|\.aspx|\.html?|$)/i;

/** Refusals of firewalls, which are short. A longer page that contains such words is an article. */
const refusals: readonly (readonly [RegExp, string])[] = [
  [/access denied[\s\S]{0,2000}reference\s*(&#32;)?\s*(#|&#35;)/i, 'an Akamai refusal'],
  [/errors\.edgesuite\.net/i, 'an Akamai refusal'],
  [/request unsuccessful\. incapsula incident/i, 'an Imperva refusal'],
  [/the requested url was rejected\. please consult with your administrator/i, 'a web firewall refusal'],
];
const maxRefusalBytes = 8_000;

/** Ordinary pages contain scripts of these vendors too, so a second pattern must show that the page is only the check. */
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
const maxChallengeBytes = 60_000;

const loginTitle = /<title[^>]{0,200}>[^<]{0,80}\b(log ?in|sign ?in|authentication required)\b/i;
const passwordField = /<input[^>]{0,300}type\s*=\s*["']?password/i;

/**
 * Returns what the answer is instead of the document, in words for operators: a bot check, a refusal of a firewall or a
 * login page. Returns null for a document. Such answers may have status 200 and would look like a page without figures.
 */
export function identifyChallenge({ headers, head, length, requestedUrl, finalUrl }: ChallengeInput): string | null {
  if (headers['cf-mitigated'] === 'challenge') return 'a Cloudflare check';
  const action = headers['x-amzn-waf-action'];
  if (action === 'challenge' || action === 'captcha') return 'an AWS check';
  if (loginPathPattern.test(finalUrl.pathname) && !loginPathPattern.test(requestedUrl.pathname)) return 'a login page';
  if (!looksLikeHtml(headers['content-type'] ?? '', head)) return null;
  if (length <= maxRefusalBytes) {
    for (const [mark, name] of refusals) if (mark.test(head)) return name;
  }
  if (length <= maxChallengeBytes) {
    for (const [mark, proof, name] of challenges) if (mark.test(head) && proof.test(head)) return name;
    if (loginTitle.test(head) && passwordField.test(head)) return 'a login page';
  }
  return null;
}

function looksLikeHtml(contentType: string, head: string): boolean {
  return /html/i.test(contentType) || /^\s*(<!doctype html|<html)/i.test(head);
}
