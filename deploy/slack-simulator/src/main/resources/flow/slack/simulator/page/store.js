// What the page knows, and who wants to hear when it changes.

export const store = {
  me: localStorage.getItem('me') ?? 'U0ADA',
  people: new Map(),
  channels: new Map(),
  messages: new Map(), // channel -> ts -> message
  notes: [], // ephemerals
  form: null,
  sockets: 0,
  online: false,
  loaded: false,
  channel: null,
  thread: null,
};

const watchers = new Set();
let planned = false;

export function watch(watcher) {
  watchers.add(watcher);
}

/** Draws once a frame, however many changes arrive. */
export function changed() {
  if (planned) return;
  planned = true;
  requestAnimationFrame(() => {
    planned = false;
    watchers.forEach((watcher) => watcher());
  });
}

const appliers = {
  state(change) {
    store.people = new Map(change.people.map((person) => [person.id, person]));
    store.channels = new Map(change.channels.map((channel) => [channel.id, channel]));
    store.messages = new Map(change.channels.map((channel) => [channel.id, new Map()]));
    change.messages.forEach(put);
    store.notes = change.ephemerals;
    store.form = change.form;
    store.sockets = change.sockets;
    store.loaded = true;
  },
  message: ({ message }) => put(message),
  deleted: ({ channel, ts }) => store.messages.get(channel)?.delete(ts),
  ephemeral: ({ ephemeral }) => store.notes.push(ephemeral),
  silenced: ({ ts }) => (store.notes = store.notes.filter((note) => note.ts !== ts)),
  channel: ({ channel }) => store.channels.set(channel.id, channel),
  form: ({ form }) => (store.form = form),
  sockets: ({ count }) => (store.sockets = count),
};

export function apply(change) {
  appliers[change.kind]?.(change);
  changed();
}

function put(message) {
  store.messages.get(message.channel)?.set(message.ts, message);
}

export const name = (id) => (id === 'USLACKBOT' ? 'Slackbot' : (store.people.get(id)?.realName ?? id));

export const bot = () => [...store.people.values()].find((person) => person.bot);

export const mine = () => [...store.channels.values()].filter((channel) => channel.members.includes(store.me));

/** Messages and private notes of a place in the order they came. */
export function timeline(channel, thread) {
  const messages = [...(store.messages.get(channel)?.values() ?? [])];
  const notes = store.notes.filter((note) => note.channel === channel && note.user === store.me);
  const here = (item) => (thread ? (item.threadTs ?? item.ts) === thread : !item.threadTs || item.threadTs === item.ts);
  return [...messages, ...notes.map((note) => ({ ...note, user: note.from, note: true }))]
    .filter(here)
    .sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

export function replies(channel, ts) {
  return [...(store.messages.get(channel)?.values() ?? [])]
    .filter((message) => message.threadTs === ts && message.ts !== ts)
    .sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

const readKey = (channel) => `read/${store.me}/${channel}`;

export function markRead(channel) {
  const last = timeline(channel).at(-1)?.ts ?? '';
  if (last > (localStorage.getItem(readKey(channel)) ?? '')) localStorage.setItem(readKey(channel), last);
}

/** How many messages of others are new to me; those in threads do not count. */
export function unread(channel) {
  const read = localStorage.getItem(readKey(channel)) ?? '';
  return timeline(channel).filter((message) => message.ts > read && message.user !== store.me).length;
}
