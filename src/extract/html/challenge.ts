import { inspectPage, type PageInspection } from './inspect-page.ts';

interface Challenge {
  readonly name: string;
  readonly matches: (page: PageInspection, html: string) => boolean;
}

/** Longer pages are articles. */
const maxChallengeLength = 2500;

const challenges: readonly Challenge[] = [
  {
    name: 'Akamai refused access',
    matches: ({ title, text }, html) =>
      (/^access denied/i.test(title) || /^access denied/i.test(text)) &&
      (/reference\s?(#|&#35;|:)/i.test(text) || /errors\.edgesuite\.net/.test(html)),
  },
  {
    name: 'Cloudflare asks for a browser check',
    matches: ({ title }, html) =>
      /^(just a moment|attention required|please wait\.\.\.)/i.test(title) &&
      /cloudflare|_cf_chl_opt|cf-chl-|\/cdn-cgi\/challenge-platform\//i.test(html),
  },
  {
    name: 'Cloudflare refused access',
    matches: ({ text }, html) => /cf-error-details|cf-wrapper/.test(html) && /ray id/i.test(text),
  },
  {
    name: 'Imperva asks for a browser check',
    matches: ({ title, text }, html) =>
      (/_incapsula_resource/i.test(html) && text.length < 600) ||
      /incapsula incident id/i.test(text) ||
      /^pardon our interruption/i.test(title),
  },
  {
    name: 'a bot check',
    matches: ({ title, text }, html) =>
      (/captcha-delivery\.com|px-captcha|awswaf\.com\/|token\.awswaf|sucuri_cloudproxy|g-recaptcha|h-captcha|hcaptcha\.com/i.test(
        html,
      ) &&
        (text.length < 800 || /robot|human|captcha|verify/i.test(title))) ||
      /^(are you a robot|robot check|human verification|security check|verify you are human|checking your browser)/i.test(
        title,
      ),
  },
  {
    name: 'a firewall refused access',
    matches: ({ title, text }) =>
      /^(access denied|403 forbidden|forbidden|request rejected|web page blocked|error 403)/i.test(title) &&
      text.length < 1000,
  },
  {
    name: 'a request was rejected',
    matches: ({ text }) => /the requested url was rejected\. please consult with your administrator/i.test(text),
  },
  {
    name: 'a login form',
    matches: ({ title, hasPassword, text }) =>
      hasPassword && (/\b(log ?in|sign ?in|log ?on|authentication)\b/i.test(title) || text.length < 300),
  },
];

/**
 * Returns what blocks access to the document, in words for operators (`Akamai refused access`), or null. A real article may
 * contain the same words, so only a short page with a typical mark of such a guard counts.
 */
export function findChallenge(html: string, scan: PageInspection = inspectPage(html)): string | null {
  if (scan.text.length > maxChallengeLength) return null;
  return challenges.find((mark) => mark.matches(scan, html))?.name ?? null;
}
