import { indexPage } from '../../src/poll/index-page.ts';
import { json } from '../../src/poll/json.ts';
import { page } from '../../src/poll/page.ts';
import { pdf } from '../../src/poll/pdf.ts';
import { rss } from '../../src/poll/rss.ts';
import { type Release, sourceContract } from '../contracts/source.contract.ts';
import type { PageOptions, Publisher } from '../fakes/publisher.ts';
import { pdfBytes } from './pdf-bytes.ts';

const articlePath = ({ number }: Release) => `/News/Article/${number}/`;
const pdfPath = ({ number }: Release) => `/files/report-${number}.pdf`;
const html = ({ title, text }: Release) =>
  `<!doctype html><title>${title}</title><nav>CIVILIAN CASUALTY REPORT</nav><article><h1>${title}</h1><p>${text}</p></article>`;
const paper = ({ title, text }: Release) => pdfBytes([title, ...(text.match(/[^.]+\./g) ?? [])]);

function putPages(publisher: Publisher, releases: readonly Release[], options?: PageOptions): void {
  for (const release of releases) publisher.page(articlePath(release), html(release), options);
}
function putPapers(publisher: Publisher, releases: readonly Release[], options?: PageOptions): void {
  for (const release of releases) {
    publisher.page(pdfPath(release), paper(release), { ...options, contentType: 'application/pdf' });
  }
}
function putList(
  publisher: Publisher,
  path: (release: Release) => string,
  releases: readonly Release[],
  options?: PageOptions,
) {
  const links = releases.map((release) => `<li><a class="release" href="${path(release)}">${release.title}</a></li>`);
  publisher.page(
    '/list',
    `<!doctype html><title>Releases</title><a href="/">Home</a><ul>${links.join('')}</ul>`,
    options,
  );
}
function feedOf(publisher: Publisher, path: (release: Release) => string, releases: readonly Release[]) {
  return releases.map((release) => ({
    url: publisher.at(path(release)),
    title: release.title,
    guid: `release-${release.number}`,
    published: `2019-05-${String(release.number - 80)}T12:00:00Z`,
  }));
}

sourceContract({
  name: 'rss',
  kind: rss,
  options: (publisher) => ({ url: publisher.at('/feed') }),
  path: '/feed',
  itemPath: articlePath,
  publish(publisher, releases, options) {
    putPages(publisher, releases, options);
    publisher.feed('/feed', feedOf(publisher, articlePath, releases), options);
  },
});

sourceContract({
  name: 'rss with PDF items',
  kind: rss,
  options: (publisher) => ({ url: publisher.at('/feed') }),
  path: '/feed',
  itemPath: pdfPath,
  publish(publisher, releases, options) {
    putPapers(publisher, releases, options);
    publisher.feed('/feed', feedOf(publisher, pdfPath, releases), options);
  },
});

sourceContract({
  name: 'index',
  kind: indexPage,
  options: (publisher) => ({ url: publisher.at('/list'), link: 'a.release', selector: 'article' }),
  path: '/list',
  itemPath: articlePath,
  publish(publisher, releases, options) {
    putPages(publisher, releases, options);
    putList(publisher, articlePath, releases, options);
  },
});

sourceContract({
  name: 'json',
  kind: json,
  options: (publisher) => ({ url: publisher.at('/wp-json/wp/v2/posts'), preset: 'wordpress', follow: true }),
  path: '/wp-json/wp/v2/posts',
  itemPath: articlePath,
  publish(publisher, releases, options) {
    putPages(publisher, releases, options);
    const posts = releases.map((release) => ({
      id: release.number,
      link: publisher.at(articlePath(release)),
      title: { rendered: release.title },
      date_gmt: `2019-05-${release.number - 80}T12:00:00`,
      modified_gmt: '2019-05-31T12:00:00',
    }));
    publisher.page('/wp-json/wp/v2/posts', JSON.stringify(posts), { ...options, contentType: 'application/json' });
  },
});

sourceContract({
  name: 'page',
  kind: page,
  options: (publisher) => ({ url: publisher.at('/statement'), selector: 'article' }),
  path: '/statement',
  itemPath: null,
  publish(publisher, [release], options) {
    if (release) publisher.page('/statement', html(release), options);
  },
});

sourceContract({
  name: 'pdf',
  kind: pdf,
  options: (publisher) => ({ url: publisher.at('/annual-report') }),
  path: '/annual-report',
  itemPath: null,
  publish(publisher, [release], options) {
    if (release) publisher.page('/annual-report', paper(release), { ...options, contentType: 'application/pdf' });
  },
});

sourceContract({
  name: 'pdf behind links',
  kind: pdf,
  options: (publisher) => ({ url: publisher.at('/list'), link: 'a.release' }),
  path: '/list',
  itemPath: pdfPath,
  publish(publisher, releases, options) {
    putPapers(publisher, releases, options);
    putList(publisher, pdfPath, releases, options);
  },
});
