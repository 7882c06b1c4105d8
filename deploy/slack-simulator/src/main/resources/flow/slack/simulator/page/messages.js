// Messages: who, when, what; and what one can do with them.
import { blocks } from './blocks.js';
import { confirmed, toast } from './dialogs.js';
import { h } from './dom.js';
import { values } from './fields.js';
import { emoji, mrkdwn } from './mrkdwn.js';
import { act } from './server.js';
import { changed, name, replies, store } from './store.js';

const millis = (ts) => parseFloat(ts) * 1000;
const clock = (ts) => new Date(millis(ts)).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
const day = (ts) => new Date(millis(ts)).toDateString();

function dayName(ts) {
  const today = new Date();
  if (day(ts) === today.toDateString()) return 'Today';
  today.setDate(today.getDate() - 1);
  if (day(ts) === today.toDateString()) return 'Yesterday';
  return new Date(millis(ts)).toLocaleDateString([], { weekday: 'long', month: 'long', day: 'numeric' });
}

/** The list of messages; one directly after another of the same author goes without a head. */
export function messages(all, { inThread }) {
  return all.flatMap((message, index) => {
    const before = all[index - 1];
    const newDay = !inThread && (!before || day(before.ts) !== day(message.ts));
    const follows = !newDay && before && before.user === message.user && !before.note && !message.note && !message.subtype && !before.subtype && millis(message.ts) - millis(before.ts) < 300_000 && (!inThread || index > 1);
    const parts = newDay ? [h('div', { class: 'day', role: 'separator', 'data-key': `day-${day(message.ts)}` }, h('span', null, dayName(message.ts)))] : [];
    if (inThread && index === 1) parts.push(h('div', { class: 'reply-count', 'data-key': 'reply-count' }, h('span', null, count(all.filter((each) => !each.note).length - 1))));
    return [...parts, message.subtype === 'channel_join' ? joined(message) : row(message, follows, inThread)];
  });
}

const count = (number) => `${number} ${number === 1 ? 'reply' : 'replies'}`;

const joined = (message) => h('div', { class: 'joined', 'data-key': message.ts }, avatar(message.user, 'small'), h('span', null, h('strong', null, name(message.user)), ' joined the channel.'));

function row(message, follows, inThread) {
  const isBot = store.people.get(message.user)?.bot;
  return h(
    'article',
    { class: `message${follows ? ' follows' : ''}${message.note ? ' note' : ''}`, 'data-key': message.ts, 'data-ts': message.ts, 'aria-label': `${name(message.user)} at ${clock(message.ts)}` },
    h('div', { class: 'gutter' }, follows ? h('time', { class: 'small-time' }, clock(message.ts)) : avatar(message.user)),
    h(
      'div',
      { class: 'content' },
      message.note && h('div', { class: 'only-you' }, h('span', { 'aria-hidden': 'true' }, '👁 '), 'Only visible to you'),
      !follows && h('header', null, h('strong', { class: 'author' }, name(message.user)), isBot && h('span', { class: 'badge' }, 'APP'), h('time', { datetime: new Date(millis(message.ts)).toISOString() }, clock(message.ts))),
      body(message),
      reactions(message),
      message.note ? dismiss(message) : !inThread && threadLink(message),
    ),
    !message.note && !inThread && h('div', { class: 'hover-tools' }, h('button', { type: 'button', 'aria-label': `Reply in a thread to ${name(message.user)}`, title: 'Reply in thread', onclick: () => openThread(message.ts) }, '💬')),
  );
}

function body(message) {
  const use = (element, value, target) => click(message, element, value, target);
  const shown = message.blocks?.length ? blocks(message.blocks, use) : mrkdwn(message.text);
  return h('div', { class: 'body' }, shown, message.edited && !message.blocks?.length && h('span', { class: 'edited' }, '(edited)'));
}

async function click(message, element, value, target) {
  if (element.confirm && !(await confirmed(element.confirm))) return;
  if (element.url) window.open(element.url, '_blank', 'noopener');
  target?.setAttribute('aria-busy', 'true');
  const inputs = target ? values(target.closest('.body')) : {};
  act('click', { user: store.me, channel: message.channel, ts: message.ts, target: element.action_id, value, inputs })
    .then((receipt) => receipt.outcome !== 'ACKNOWLEDGED' && toast('Flow did not answer. It may be offline; try again.'))
    .catch((error) => toast(error.message))
    .finally(() => target?.removeAttribute('aria-busy'));
}

function reactions(message) {
  const all = Object.entries(message.reactions ?? {});
  if (!all.length) return null;
  return h('div', { class: 'reactions' }, all.map(([code, users]) => h('span', { class: 'reaction', title: users.map(name).join(', ') }, emoji(code), ' ', String(users.length))));
}

function threadLink(message) {
  const all = replies(message.channel, message.ts);
  if (!all.length) return null;
  const people = [...new Set(all.map((reply) => reply.user))].slice(0, 4);
  return h('button', { type: 'button', class: 'thread-link', onclick: () => openThread(message.ts) }, people.map((user) => avatar(user, 'small')), h('span', { class: 'thread-count' }, count(all.length)), h('span', { class: 'thread-last' }, `Last reply at ${clock(all.at(-1).ts)}`));
}

const dismiss = (note) => h('button', { type: 'button', class: 'dismiss', onclick: () => act('dismiss-note', { user: store.me, ts: note.ts }).catch((error) => toast(error.message)) }, 'Dismiss message');

export function openThread(ts) {
  store.thread = ts;
  changed();
}

export function avatar(user, size = '') {
  const person = store.people.get(user);
  if (person?.bot) return h('img', { class: `avatar ${size}`, src: '/logo.svg', alt: '' });
  return h('span', { class: `avatar ${size} tint-${(user.charCodeAt(2) ?? 0) % 5}`, 'aria-hidden': 'true' }, name(user).slice(0, 1));
}
