import type { DiscordPayload } from '../../../../adapters/discord/posts/payload.ts';
import { htmlOf } from './markdown.ts';

/**
 * The dark theme in measures close to those of Discord's client: text of 16 and 14 points, an embed at most 516 wide, 72 (on
 * a phone 64) for the picture of who writes. Good for order, emphasis and length, not to the point.
 */
const style = `
* { box-sizing: border-box; }
html { background: #313338; }
body { margin: 0; overflow: hidden; color: #dbdee1; font: 16px/22px "gg sans", "Noto Sans", "Helvetica Neue", sans-serif; }
.message { position: relative; padding: 8px 16px 8px 72px; margin-bottom: 9px; max-width: 100%; overflow-wrap: anywhere; }
.avatar { position: absolute; left: 16px; top: 8px; width: 40px; height: 40px; border-radius: 50%; background: #4e5058; }
.author { font-weight: 500; color: #f2f3f5; } .author i { font: 600 10px/15px sans-serif; background: #5865f2; color: #fff; border-radius: 4px; padding: 0 4px; }
.author span { font-size: 12px; color: #949ba4; margin-left: 4px; }
.embed { max-width: 516px; width: fit-content; background: #2b2d31; border-left: 4px solid #1e1f22; border-radius: 4px; padding: 8px 16px 16px 12px; margin-top: 4px; font-size: 14px; line-height: 18px; }
.embed > .description { margin-top: 8px; }
.container { max-width: 600px; background: #2b2d31; border: 1px solid #3f4147; border-radius: 8px; padding: 16px; margin-top: 4px; }
a { color: #00a8fc; text-decoration: none; } b { font-weight: 700; } s { opacity: 1; }
small { display: block; color: #949ba4; font-size: 13px; line-height: 18px; } .embed small { font-size: 12px; line-height: 16px; }
h3 { margin: 12px 0 4px; font-size: 16px; line-height: 22px; font-weight: 700; }
ul { margin: 4px 0 0 16px; padding: 0; } li { margin-bottom: 4px; white-space: break-spaces; }
blockquote { margin: 0; padding: 0 8px 0 12px; border-left: 4px solid #4e5058; border-radius: 4px; }
time { background: #ffffff14; border-radius: 3px; padding: 0 2px; }
pre { margin: 6px 0 0; padding: 8px; background: #1e1f22; border: 1px solid #1e1f22; border-radius: 4px; font: 14px/18px Consolas, "Noto Sans Mono", "DejaVu Sans Mono", monospace; white-space: break-spaces; }
.row { display: flex; flex-wrap: wrap; gap: 8px; padding-top: 8px; max-width: 600px; }
.row button { min-height: 32px; padding: 2px 16px; border: 0; border-radius: 8px; background: #4e5058; color: #fff; font: 500 14px/18px inherit; }
hr { border: 0; border-top: 1px solid #3f4147; margin: 12px 0; }
.phone .message { padding: 6px 12px 6px 64px; } .phone .avatar { left: 12px; }
`;

/** One message with its author, `width` points wide. */
export function documentOf(post: string, width: number): string {
  const author = '<div class="author">Ackwatch <i>APP</i><span>31/05/2019, 13:09</span></div>';
  const place = width < 600 ? 'phone' : 'desktop';
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>
<body class="${place}" style="width: ${width}px"><div class="message"><div class="avatar"></div>${author}${post}</div></body>
`;
}

export function postOf({ content, embeds, components }: DiscordPayload): string {
  return [
    `<div class="content">${htmlOf(content)}</div>`,
    ...embeds.map(
      ({ description = '' }) => `<div class="embed"><div class="description">${htmlOf(description)}</div></div>`,
    ),
    ...components.map(
      (row) =>
        `<div class="row">${row.components.map((button) => `<button>${'label' in button ? button.label : ''}</button>`).join('')}</div>`,
    ),
  ].join('');
}
