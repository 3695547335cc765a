/** The part of Discord's markdown that we write, as HTML. What we never write is shown as it is. */
export function htmlOf(markdown: string): string {
  const html: string[] = [];
  let open: 'ul' | 'blockquote' | undefined;
  const enter = (tag: typeof open) => {
    if (open === tag) return;
    if (open !== undefined) html.push(`</${open}>`);
    if (tag !== undefined) html.push(`<${tag}>`);
    open = tag;
  };
  for (const block of markdown.split(/(^```[\s\S]*?^```$)/m)) {
    if (block.startsWith('```')) {
      enter(undefined);
      html.push(`<pre>${escaped(block.slice(4, -4))}</pre>`);
      continue;
    }
    for (const line of block.replace(/^\n/, '').replace(/\n$/, '').split('\n')) {
      const [, prefix = '', words = ''] = /^(- |> |-# |### | {2}|)(.*)$/su.exec(line) ?? [];
      if (prefix === '- ') {
        enter('ul');
        html.push(`<li>${inline(words)}</li>`);
      } else if (prefix === '  ' && open === 'ul') {
        html.push(`${(html.pop() ?? '').slice(0, -5)}<br>${inline(words)}</li>`);
      } else {
        enter(prefix === '> ' ? 'blockquote' : undefined);
        const text = inline(words);
        const tag = prefix === '-# ' ? 'small' : prefix === '### ' ? 'h3' : 'div';
        html.push(`<${tag}>${text === '' ? '<br>' : text}</${tag}>`);
      }
    }
  }
  enter(undefined);
  return html.join('\n');
}

const token =
  /\\([^0-9A-Za-z\s])|\[([^[\]]*)\]\(<([^\s<>]*)>\)|<(https?:[^\s<>]*)>|<t:(\d+):f>|\*\*((?:\\.|[^\\])+?)\*\*(?!\*)|~~(.+?)~~/su;

function inline(text: string): string {
  const found = token.exec(text);
  if (found === null) return escaped(text);
  const [whole, sign, label, href, address, time, strong, struck] = found;
  return [
    escaped(text.slice(0, found.index)),
    sign !== undefined ? escaped(sign) : '',
    label !== undefined ? `<a href="${escaped(href ?? '')}">${escaped(label)}</a>` : '',
    address !== undefined ? `<a href="${escaped(address)}">${escaped(address)}</a>` : '',
    time !== undefined ? `<time>${dateOf(Number(time))}</time>` : '',
    strong !== undefined ? `<b>${inline(strong)}</b>` : '',
    struck !== undefined ? `<s>${inline(struck)}</s>` : '',
    inline(text.slice(found.index + whole.length)),
  ].join('');
}

/** As a reader in London sees `<t:…:f>`. */
function dateOf(seconds: number): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/London' });
  return format.format(new Date(seconds * 1000));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
