// Standard Markdown, for Slack's `markdown` block: what answers of a model contain, no more.
import { h } from './dom.js';
import { codeBlock, link } from './mrkdwn.js';

export function markdown(text) {
  return blocks(text.replaceAll('\r\n', '\n').split('\n'));
}

function blocks(lines) {
  const out = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    const fence = /^(\s*)(`{3,}|~{3,})\s*(\S*)/.exec(line);
    const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    if (!line.trim()) {
      at += 1;
    } else if (fence) {
      const end = lines.findIndex((each, index) => index > at && each.trim().startsWith(fence[2]));
      const stop = end < 0 ? lines.length : end;
      out.push(code(lines.slice(at + 1, stop).join('\n'), fence[3]));
      at = stop + 1;
    } else if (heading) {
      out.push(h(`h${Math.min(6, heading[1].length + 2)}`, { class: `heading heading-${heading[1].length}` }, spans(heading[2])));
      at += 1;
    } else if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) {
      out.push(h('hr'));
      at += 1;
    } else if (/^\s*>/.test(line)) {
      const part = take(lines, at, (each) => /^\s*>/.test(each));
      out.push(h('blockquote', null, blocks(part.map((each) => each.replace(/^\s*> ?/, '')))));
      at += part.length;
    } else if (isTable(lines, at)) {
      const part = take(lines, at, (each) => each.includes('|'));
      out.push(table(part));
      at += part.length;
    } else if (ITEM.test(line)) {
      const part = take(lines, at, (each, index) => index === 0 || ITEM.test(each) || /^\s{2,}\S/.test(each));
      out.push(list(part));
      at += part.length;
    } else {
      const part = take(lines, at, (each, index) => index === 0 || (each.trim() && !STARTS.test(each)));
      out.push(h('p', null, part.flatMap((each, index) => (index ? [h('br'), ...spans(each.trim())] : spans(each.trim())))));
      at += part.length;
    }
  }
  return out;
}

const ITEM = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;
const STARTS = /^\s*(```|~~~|#{1,6}\s|>|[-*+]\s|\d+[.)]\s)/;

const code = (text, language) => codeBlock(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'), language);

function take(lines, from, belongs) {
  let end = from;
  while (end < lines.length && belongs(lines[end], end - from)) end += 1;
  return lines.slice(from, end);
}

function list(lines) {
  const first = ITEM.exec(lines[0]);
  const items = [];
  for (const line of lines) {
    const item = ITEM.exec(line);
    if (item && item[1].length <= first[1].length) items.push({ text: item[3], inner: [] });
    else items.at(-1).inner.push(line.slice(Math.min(first[1].length + 2, /^\s*/.exec(line)[0].length)));
  }
  const ordered = /\d/.test(first[2]);
  return h(ordered ? 'ol' : 'ul', { start: ordered ? parseInt(first[2], 10) : null }, items.map(listItem));
}

function listItem({ text, inner }) {
  const task = /^\[([ xX])\]\s+(.*)$/.exec(text);
  const body = task ? [h('span', { class: 'task' }, task[1] === ' ' ? '☐ ' : '☑ '), ...spans(task[2])] : spans(text);
  return h('li', null, body, blocks(inner));
}

const isTable = (lines, at) => lines[at].includes('|') && /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(lines[at + 1] ?? '') && (lines[at + 1] ?? '').includes('-');

function table(lines) {
  const cells = (line) => line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim());
  const row = (name) => (line) => h('tr', null, cells(line).map((cell) => h(name, null, spans(cell))));
  return h('div', { class: 'table' }, h('table', null, h('thead', null, row('th')(lines[0])), h('tbody', null, lines.slice(2).map(row('td')))));
}

const RULES = [
  [/(`+)([\s\S]*?[^`])\1(?!`)/, (match) => h('code', null, match[2].trim())],
  [/\\([\\`*_{}[\]()#+\-.!~|<>])/, (match) => match[1]],
  [/!\[([^\]]*)\]\(([^)\s]+)[^)]*\)/, (match) => h('span', { class: 'image-placeholder' }, match[1] || 'image')],
  [/\[([^\]]+)\]\(([^)\s]+)[^)]*\)/, (match) => link(match[2], match[1])],
  [/<(https?:[^>\s]+)>/, (match) => link(match[1], match[1])],
  [/(?<![\w/])https?:\/\/[^\s<>)]+[^\s<>).,;:!?]/, (match) => link(match[0], match[0])],
  [/\*\*(?=\S)([\s\S]*?\S)\*\*/, (match) => h('strong', null, spans(match[1]))],
  [/__(?=\S)([\s\S]*?\S)__/, (match) => h('strong', null, spans(match[1]))],
  [/~~(?=\S)([\s\S]*?\S)~~/, (match) => h('s', null, spans(match[1]))],
  [/\*(?=[^\s*])([^*]*[^\s*])\*/, (match) => h('em', null, spans(match[1]))],
  [/(?<!\w)_(?=[^\s_])([^_]*[^\s_])_(?!\w)/, (match) => h('em', null, spans(match[1]))],
];

function spans(text) {
  let best = null;
  for (const [pattern, make] of RULES) {
    const match = pattern.exec(text);
    if (match && (!best || match.index < best.match.index)) best = { match, make };
  }
  if (!best) return text ? [plain(text)] : [];
  const { match, make } = best;
  const before = text.slice(0, match.index);
  return [...(before ? [plain(before)] : []), make(match), ...spans(text.slice(match.index + match[0].length))];
}

const plain = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
