import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afpimsId, canonicalAddress, cleanAddress, documentIdentity } from '../../src/poll/identity.ts';

describe('afpimsId', () => {
  it('finds the number on any host and path, ignoring case', () => {
    const addresses = [
      'https://www.inherentresolve.mil/News/News-Releases/Article/1861428/civilian-casualty-report/',
      'https://www.inherentresolve.mil/Releases/News-Releases/News-Article-View/Article/1861428/',
      'https://www.centcom.mil/MEDIA/PRESS-RELEASES/Press-Release-View/article/1861428',
      'https://www.war.gov/News/Article/Article/1861428/x/?utm_source=y#z',
      'http://127.0.0.1:8080/News/Article/1861428/',
    ];
    expect(addresses.map(afpimsId)).toEqual(addresses.map(() => '1861428'));
  });

  it('finds none if there is none, or if a path contains two', () => {
    const addresses = [
      'https://example.org/articles/1861428/',
      'https://example.org/Article/1861428-report/',
      'https://example.org/?next=/Article/1861428/',
      'https://example.org/Article/1/Article/2/',
      'not an address',
      null,
    ];
    expect(addresses.map(afpimsId)).toEqual(addresses.map(() => null));
  });
});

describe('canonicalAddress', () => {
  it('is equal for all spellings of a page', () => {
    const spellings = [
      'https://www.example.org/reports/may-2019/?b=2&a=1',
      'http://example.org/reports/may-2019?a=1&b=2&utm_source=feed&fbclid=x#top',
      'HTTPS://EXAMPLE.ORG:443/reports/may%2D2019/?a=1&b=2',
      'https://user:key@example.org./reports/./may-2019/?a=1&b=2&UTM_Medium=rss',
    ];
    expect(new Set(spellings.map(canonicalAddress))).toEqual(new Set(['example.org/reports/may-2019?a=1&b=2']));
  });

  it('distinguishes what may differ', () => {
    const addresses = [
      'https://example.org/a',
      'https://example.org/A',
      'https://example.org/a/b',
      'https://example.org/a?id=1',
      'https://example.org:8443/a',
      'https://reports.example.org/a',
      'https://example.org/a%2Fb',
    ];
    expect(new Set(addresses.map(canonicalAddress)).size).toBe(addresses.length);
    expect(canonicalAddress('https://example.org/%d8%b3')).toBe(canonicalAddress('https://example.org/%D8%B3'));
  });

  it('is null for anything but a web address', () => {
    expect(['', 'urn:uuid:1', 'file:///x', '/reports'].map(canonicalAddress)).toEqual([null, null, null, null]);
  });

  it('is idempotent for any address', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const once = canonicalAddress(address);
        expect(canonicalAddress(`https://${once}`)).toBe(once);
        expect(canonicalAddress(cleanAddress(address))).toBe(once);
      }),
    );
  });
});

describe('documentIdentity', () => {
  const content = 'text';

  it('takes the AFPIMS number from any of the addresses', () => {
    const link = 'https://www.centcom.mil/x?item=9';
    const finalUrl = 'https://www.centcom.mil/Article/904574/';
    const canonical = 'https://www.centcom.mil/Media/Article/904574/name/';
    expect(documentIdentity({ link, finalUrl, content })).toBe('afpims:904574');
    expect(documentIdentity({ link, guid: finalUrl, content })).toBe('afpims:904574');
    expect(documentIdentity({ link, canonical, content })).toBe('afpims:904574');
  });

  it('uses no number if there are two', () => {
    const link = 'https://www.centcom.mil/Article/904574/';
    const finalUrl = 'https://www.centcom.mil/Article/904575/';
    expect(documentIdentity({ link, finalUrl, content })).toBe('url:centcom.mil/Article/904575');
  });

  it('ignores a canonical address of another host or without an article number', () => {
    const link = 'https://example.org/report';
    expect(documentIdentity({ link, canonical: 'https://other.example/Article/1/', content })).toBe(
      'url:example.org/report',
    );
    expect(documentIdentity({ link, canonical: 'https://example.org/', content })).toBe('url:example.org/report');
  });

  it('falls back to the guid, and then to the content', () => {
    expect(documentIdentity({ link: null, guid: 'release-7', content })).toBe('guid:release-7');
    expect(documentIdentity({ link: null, guid: null, content })).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(documentIdentity({ link: null, content: 'other' })).not.toBe(documentIdentity({ link: null, content }));
  });
});
