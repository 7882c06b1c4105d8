// Puts the page together and keeps it up to date.
import { composer } from './composer.js';
import { drawForm } from './dialogs.js';
import { h, morph } from './dom.js';
import { avatar, messages, openThread } from './messages.js';
import { act, listen } from './server.js';
import { other, sidebar, title } from './sidebar.js';
import { apply, bot, changed, markRead, mine, name, store, timeline, watch } from './store.js';

const element = (id) => document.getElementById(id);
const write = { channel: composer('channel'), thread: composer('thread') };
const lists = { channel: list('Messages'), thread: list('Replies') };
const heads = { channel: h('header', { class: 'pane-head' }), thread: h('header', { class: 'pane-head' }) };
const banner = h('div', { class: 'banner', hidden: true });

element('channel').append(heads.channel, banner, lists.channel, write.channel);
element('thread').append(heads.thread, lists.thread, write.thread);

function list(label) {
  return h('div', { class: 'messages', role: 'log', 'aria-label': label, 'aria-live': 'off', tabindex: 0 });
}

function goTo(channel) {
  store.channel = channel;
  store.thread = null;
  localStorage.setItem('channel', channel);
  document.body.classList.remove('shows-sidebar');
  lists.channel.sticks = true;
  changed();
  write.channel.querySelector('textarea').focus({ preventScroll: true });
}

let stop = () => {};

function become(person) {
  stop();
  store.me = person;
  store.loaded = false;
  localStorage.setItem('me', person);
  stop = listen(person, received, (online) => {
    store.online = online;
    changed();
  });
}

function received(change) {
  const isNew = change.kind === 'message' && !store.messages.get(change.message.channel)?.has(change.message.ts);
  apply(change);
  if (change.kind === 'state') arrive();
  if (isNew) noticed(change.message);
  if (change.kind === 'ephemeral') announce(change.ephemeral);
}

/** The address names channel and thread, so that it can be shared and reloaded. */
function arrive() {
  const known = mine().map((channel) => channel.id);
  const [channel, thread] = location.hash.slice(1).split('/');
  const wanted = [store.channel, channel, localStorage.getItem('channel'), 'C0GENERAL'].find((id) => known.includes(id));
  if (wanted !== store.channel) goTo(wanted ?? known[0]);
  if (wanted === channel && thread) store.thread = thread;
}

function remember() {
  const place = `#${store.channel}${store.thread ? `/${store.thread}` : ''}`;
  if (location.hash !== place) history.replaceState(null, '', place);
}

/** New words are read aloud once; edits are not. My own command's thread opens by itself. */
function noticed(message) {
  announce(message);
  const { awaiting } = store;
  const mineToSee = awaiting && message.channel === awaiting.channel && message.user === bot()?.id && parseFloat(message.threadTs ?? message.ts) > awaiting.since;
  if (!mineToSee || store.channel !== message.channel || innerWidth < 900) return;
  store.awaiting = null;
  openThread(message.threadTs ?? message.ts);
}

function announce(message) {
  const here = message.channel === store.channel;
  if (here && message.user !== store.me) element('announcer').textContent = `${name(message.user ?? message.from)}: ${message.text.slice(0, 200)}`;
}

function theme() {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const now = document.documentElement.dataset.theme ?? (dark ? 'dark' : 'light');
  document.documentElement.dataset.theme = now === 'dark' ? 'light' : 'dark';
  localStorage.setItem('theme', document.documentElement.dataset.theme);
}

function draw() {
  if (!store.loaded || !store.channel) return;
  drawChannel();
  drawThread();
  drawForm();
  remember();
  morph(element('sidebar'), h('nav', { class: 'sidebar', id: 'sidebar', 'aria-label': 'Channels and direct messages' }, sidebar({ goTo, become, theme })));
  document.title = `${title(store.channels.get(store.channel))} · Flow HQ`;
}

function drawChannel() {
  const channel = store.channels.get(store.channel);
  const label = channel.direct ? `Message ${title(channel)}` : `Message #${channel.name}`;
  inside(heads.channel, [
    h('button', { type: 'button', class: 'icon-button back', 'aria-label': 'Show channels', onclick: () => document.body.classList.add('shows-sidebar') }, '☰'),
    channel.direct ? avatar(other(channel), 'small') : null,
    h('div', { class: 'head-text' }, h('h2', null, channel.direct ? title(channel) : `# ${channel.name}`), channel.topic && h('p', null, channel.topic)),
    !channel.direct && h('span', { class: 'members', title: channel.members.map(name).join(', ') }, `${channel.members.length} members`),
  ]);
  const missing = bot() && !channel.members.includes(bot().id);
  banner.hidden = !missing;
  inside(banner, missing ? [`${name(bot().id)} is not in this channel. `, h('button', { type: 'button', class: 'button', onclick: () => act('invite', { user: store.me, channel: channel.id }) }, `Add ${name(bot().id)}`)] : []);
  const all = timeline(store.channel);
  fill(lists.channel, all.length ? messages(all, { inThread: false }) : [empty(channel)]);
  write.channel.at(store.channel, null, label);
  if (document.hasFocus()) markRead(store.channel);
}

function empty(channel) {
  const start = channel.direct ? 'Write what you want to have done.' : 'Type /flow and what you want to have done, or mention @flow.';
  return h('div', { class: 'empty', 'data-key': 'empty' }, h('img', { src: '/logo.svg', alt: '' }), h('h3', null, channel.direct ? `This is you and ${title(channel)}` : `Welcome to #${channel.name}`), h('p', null, start));
}

function drawThread() {
  const pane = element('thread');
  const root = store.thread && store.messages.get(store.channel)?.get(store.thread);
  pane.hidden = !root;
  element('app').classList.toggle('has-thread', Boolean(root));
  if (!root) return;
  const close = () => {
    store.thread = null;
    changed();
  };
  const channel = store.channels.get(store.channel);
  inside(heads.thread, [
    h('div', { class: 'head-text' }, h('h2', null, 'Thread'), h('p', null, channel.direct ? title(channel) : `# ${channel.name}`)),
    h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close thread', onclick: close }, '×'),
  ]);
  if (pane.dataset.root !== store.thread) lists.thread.sticks = true;
  pane.dataset.root = store.thread;
  fill(lists.thread, messages(timeline(store.channel, store.thread), { inThread: true }));
  write.thread.at(store.channel, store.thread, 'Reply…');
}

function inside(container, content) {
  const next = container.cloneNode(false);
  next.append(...content.filter(Boolean));
  morph(container, next);
}

/** Keeps the newest message in view, unless somebody scrolled up to read. */
function fill(container, content) {
  const nearEnd = container.scrollHeight - container.scrollTop - container.clientHeight < 60;
  inside(container, content);
  if (nearEnd || container.sticks) container.scrollTop = container.scrollHeight;
  container.sticks = false;
}

addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && store.thread && !document.querySelector('dialog[open]')) {
    store.thread = null;
    changed();
  }
});
element('channel').addEventListener('click', (event) => {
  if (!event.target.closest('.back')) document.body.classList.remove('shows-sidebar');
});
addEventListener('focus', changed);
if (localStorage.getItem('theme')) document.documentElement.dataset.theme = localStorage.getItem('theme');
watch(draw);
become(store.me);
