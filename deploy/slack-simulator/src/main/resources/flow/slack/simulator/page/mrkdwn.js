// Slack's own markup as elements. Nothing of it is ever parsed as HTML.
import { h } from './dom.js';
import { name, store } from './store.js';

const EMOJI = {
  wave: '👋', tada: '🎉', white_check_mark: '✅', x: '❌', warning: '⚠️', hourglass: '⌛', hourglass_flowing_sand: '⏳',
  rocket: '🚀', eyes: '👀', thumbsup: '👍', '+1': '👍', thumbsdown: '👎', '-1': '👎', fire: '🔥', bulb: '💡', lock: '🔒',
  hammer_and_wrench: '🛠️', gear: '⚙️', mag: '🔍', memo: '📝', pencil2: '✏️', octagonal_sign: '🛑', stop_button: '⏹️',
  arrows_counterclockwise: '🔄', heavy_check_mark: '✔️', heart: '❤️', smile: '😄', sparkles: '✨', robot_face: '🤖',
  speech_balloon: '💬', no_entry: '⛔', clock1: '🕐', large_green_circle: '🟢', red_circle: '🔴', link: '🔗', zap: '⚡',
};

export const emoji = (code) => EMOJI[code] ?? `:${code}:`;

export const decode = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** A whole text: code blocks, quotes, lines. */
export function mrkdwn(text) {
  return text.split(/(```[\s\S]*?```)/).flatMap((part) => {
    if (part.startsWith('```') && part.length >= 6) return [codeBlock(part.slice(3, -3).replace(/^\n/, '').replace(/\n$/, ''))];
    return quotes(part);
  });
}

export const codeBlock = (code, language) =>
  h('pre', { class: 'code', 'data-language': language, tabindex: 0 }, h('code', null, decode(code)));

function quotes(text) {
  const parts = [];
  for (const line of text.replace(/^\n|\n$/g, '').split('\n')) {
    const quoted = /^(?:&gt;|>) ?/.exec(line);
    const kind = quoted ? 'quote' : 'lines';
    if (parts.at(-1)?.kind !== kind) parts.push({ kind, lines: [] });
    parts.at(-1).lines.push(quoted ? line.slice(quoted[0].length) : line);
  }
  return parts
    .filter((part) => part.kind === 'quote' || part.lines.some((line) => line))
    .map((part) => h(part.kind === 'quote' ? 'blockquote' : 'p', null, lines(part.lines)));
}

const lines = (all) => all.flatMap((line, index) => (index ? [h('br'), ...inline(line)] : inline(line)));

const RULES = [
  [/`([^`\n]+)`/, (match) => h('code', null, decode(match[1]))],
  [/<([^<>\n]+)>/, (match) => reference(match[1])],
  [/(?<![\w*])\*(?=\S)([^*\n]*[^\s*])\*(?![\w*])/, (match) => h('strong', null, inline(match[1]))],
  [/(?<![\w_])_(?=\S)([^_\n]*[^\s_])_(?![\w_])/, (match) => h('em', null, inline(match[1]))],
  [/(?<![\w~])~(?=\S)([^~\n]*[^\s~])~(?![\w~])/, (match) => h('s', null, inline(match[1]))],
  [/:([a-z0-9_+-]+):/, (match) => (EMOJI[match[1]] ? h('span', { class: 'emoji', role: 'img', 'aria-label': match[1] }, EMOJI[match[1]]) : match[0])],
];

/** The first rule that fits wins; its inside is parsed again. */
export function inline(text) {
  let best = null;
  for (const [pattern, make] of RULES) {
    const match = pattern.exec(text);
    if (match && (!best || match.index < best.match.index)) best = { match, make };
  }
  if (!best) return text ? [decode(text)] : [];
  const { match, make } = best;
  const after = text.slice(match.index + match[0].length);
  const before = text.slice(0, match.index);
  return [...(before ? [decode(before)] : []), make(match), ...inline(after)];
}

function reference(body) {
  const [target, label] = body.split(/\|(.*)/s);
  if (target.startsWith('@')) return mention(target.slice(1));
  if (target.startsWith('#')) return h('span', { class: 'mention' }, `#${label || store.channels.get(target.slice(1))?.name || target.slice(1)}`);
  if (target.startsWith('!date')) return label ?? '';
  if (target.startsWith('!')) return h('span', { class: 'mention mention-all' }, `@${label || target.slice(1).split('^')[0]}`);
  return link(decode(target), label ? decode(label) : decode(target));
}

export const mention = (id) => h('span', { class: id === store.me ? 'mention mention-me' : 'mention' }, `@${name(id)}`);

export function link(url, label) {
  if (!/^(https?:|mailto:)/i.test(url)) return label;
  return h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, label);
}
