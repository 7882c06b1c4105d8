// Who I am, where I can go, whether Flow is there.
import { h } from './dom.js';
import { avatar } from './messages.js';
import { mine, name, store, unread } from './store.js';

export function sidebar({ goTo, become, theme }) {
  const channels = mine().filter((channel) => !channel.direct);
  const directs = mine().filter((channel) => channel.direct);
  return [
    h('header', { class: 'workspace' }, h('img', { src: '/logo.svg', alt: '', class: 'workspace-logo' }), h('div', null, h('h1', null, 'Flow HQ'), h('p', null, 'Slack simulator')), h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Light or dark', title: 'Light or dark', onclick: theme }, '◐')),
    h('div', { class: 'who' }, avatar(store.me, 'small'), h('label', { for: 'me' }, 'You are'), h('select', { id: 'me', onchange: (event) => become(event.target.value) }, people().map((person) => h('option', { value: person.id, selected: person.id === store.me }, person.realName)))),
    h('div', { class: 'places' }, group('Channels', channels, goTo), group('Direct messages', directs, goTo)),
    h('footer', { class: `connection ${store.sockets ? 'is-on' : 'is-off'}` }, h('span', { class: 'lamp', 'aria-hidden': 'true' }), status()),
  ];
}

const people = () => [...store.people.values()].filter((person) => !person.bot);

function status() {
  if (!store.online) return 'The simulator is not reachable';
  if (!store.sockets) return 'Flow is not connected';
  return `Flow is connected · ${store.sockets} ${store.sockets === 1 ? 'socket' : 'sockets'}`;
}

const group = (title, all, goTo) => h('section', null, h('h2', null, title), h('ul', null, all.map((channel) => h('li', { 'data-key': channel.id }, item(channel, goTo)))));

function item(channel, goTo) {
  const news = channel.id === store.channel ? 0 : unread(channel.id);
  const here = channel.id === store.channel;
  return h(
    'button',
    { type: 'button', class: `place${here ? ' is-here' : ''}${news ? ' has-news' : ''}`, 'aria-current': here ? 'page' : null, 'data-channel': channel.id, onclick: () => goTo(channel.id) },
    channel.direct ? avatar(other(channel), 'small') : h('span', { class: 'hash', 'aria-hidden': 'true' }, '#'),
    h('span', { class: 'place-name' }, title(channel)),
    news > 0 && h('span', { class: 'news', 'aria-label': `${news} unread` }, String(news)),
  );
}

export const other = (channel) => channel.members.find((member) => member !== store.me) ?? store.me;

export const title = (channel) => (channel.direct ? name(other(channel)) : channel.name);
