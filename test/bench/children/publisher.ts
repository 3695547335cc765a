import { startPublisher } from '../../fakes/publisher.ts';

/** A publisher in a process of its own, so that its work is not counted: `publisher.ts <feeds>`. Sends its origin; asked, how often feeds were looked at. */

const feeds = Number(process.argv[2]);
const publisher = await startPublisher();
for (let index = 0; index < feeds; index += 1) {
  publisher.feed(`/feed-${index}`, [{ url: publisher.at(`/page-${index}`), title: `Report ${index}` }]);
  publisher.page(
    `/page-${index}`,
    `<html><head><title>Report ${index}</title></head><body><article><h1>Report ${index}</h1><p>Nothing that a reader knows: a page that stands for any other, number ${index}.</p></article></body></html>`,
  );
}

let looks = 0;
function tally(): number {
  looks += publisher.requests().filter(({ path }) => path.startsWith('/feed-')).length;
  publisher.forget();
  return looks;
}
// It keeps what it is asked, which would grow.
setInterval(tally, 1000);
process.on('message', () => process.send?.(tally()));
process.on('disconnect', () => process.exit(0));
process.send?.(publisher.origin);
