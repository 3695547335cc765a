import { describe, expect, test } from 'vitest';
import { findChallenge } from '../../src/extract/html/challenge.ts';

const page = (title: string, body: string, head = '') =>
  `<!DOCTYPE html><html><head><title>${title}</title>${head}</head><body>${body}</body></html>`;
const article =
  '<p>The task force looked at every report that it was sent in the month of May and closed most of them.</p>'.repeat(
    40,
  );

describe('challenge pages', () => {
  test.each([
    [
      'Akamai',
      page(
        'Access Denied',
        '<h1>Access Denied</h1>You have no permission for "http://www.example.mil/" here.<p>Reference&#32;&#35;18.2f0d1702.1560000000.1a2b3c4d</p>',
      ),
    ],
    ['Akamai without a title', '<html><body><h1>Access Denied</h1> Reference #18.44</body></html>'],
    [
      'Cloudflare check',
      page('Just a moment...', '<noscript>Enable JavaScript</noscript>', '<script>window._cf_chl_opt={}</script>'),
    ],
    [
      'Cloudflare block',
      page(
        'Attention Required! | Cloudflare',
        '<div id="cf-wrapper">Sorry, you have been blocked. Cloudflare Ray ID: 77</div>',
      ),
    ],
    [
      'Imperva',
      '<html><head><META NAME="robots"></head><body><iframe src="/_Incapsula_Resource?x=1">Request unsuccessful.</iframe></body></html>',
    ],
    [
      'DataDome',
      page('example.org', '<p>Please enable JS</p><script src="https://ct.captcha-delivery.com/c.js"></script>'),
    ],
    ['AWS', page('Human Verification', '<div></div><script src="https://x.token.awswaf.com/x/challenge.js"></script>')],
    [
      'F5',
      page(
        'Request Rejected',
        'The requested URL was rejected. Please consult with your administrator. Your support ID is: 1',
      ),
    ],
    ['plain 403', page('403 Forbidden', '<center><h1>403 Forbidden</h1></center>')],
    [
      'login',
      page('Log in to the portal', '<form><input name=u><input type="password" name=p><button>Log in</button></form>'),
    ],
  ])('%s', (_, html) => {
    expect(findChallenge(html)).not.toBeNull();
  });

  test.each([
    ['an article about denied access', page('Access Denied: aid workers kept out of Raqqa', article)],
    [
      'an article on a page with a login box',
      page('Coalition report', `<form><input type="password"></form>${article}`),
    ],
    [
      'an article behind Cloudflare',
      page('Coalition report', article, '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>'),
    ],
    ['a short release', page('Monthly report', '<p>No new reports were received in May.</p>')],
    [
      'a short release with a comment captcha',
      page(
        'Monthly report',
        `<p>${'No new reports were received in May. '.repeat(30)}</p><div class="g-recaptcha"></div>`,
      ),
    ],
    [
      'an article that quotes a reference number',
      page('Release', '<p>Reference # 20170401-02. Access denied to journalists, says the report.</p>'),
    ],
  ])('%s passes', (_, html) => {
    expect(findChallenge(html)).toBeNull();
  });
});
