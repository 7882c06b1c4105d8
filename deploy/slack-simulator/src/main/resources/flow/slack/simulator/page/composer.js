// Where one writes: messages, mentions, slash commands.
import { toast } from './dialogs.js';
import { h } from './dom.js';
import { act } from './server.js';
import { bot, name, store } from './store.js';

const COMMANDS = [
  { text: '/flow ', title: '/flow <what to do>', about: 'Starts a thread in which Flow works' },
  { text: '/flow help', title: '/flow help', about: 'What Flow can do; only you see the answer' },
  { text: '/invite @flow', title: '/invite @flow', about: 'Brings Flow into this channel' },
];

/** A composer is built once for each place, so that drafts stay while messages come in. */
export function composer(place) {
  const list = h('ul', { class: 'suggestions', role: 'listbox', id: `suggestions-${place}`, 'aria-label': 'Suggestions', hidden: true });
  const field = h('textarea', { id: `composer-${place}`, rows: 1, 'aria-controls': `suggestions-${place}`, autocomplete: 'off', spellcheck: true });
  const send = h('button', { type: 'submit', class: 'send', 'aria-label': 'Send', disabled: true }, '➤');
  const form = h('form', { class: 'composer' }, list, h('div', { class: 'composer-box' }, field, h('div', { class: 'composer-bar' }, h('span', { class: 'composer-hint' }, 'Enter sends · Shift + Enter: new line'), send)));
  const drafts = new Map();
  let where = null;
  let chosen = -1;

  const grow = () => {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, 220)}px`;
    send.disabled = !field.value.trim();
    suggest();
  };

  const suggest = () => {
    const options = place === 'thread' && field.value.startsWith('/') ? [] : suggestions(field.value);
    chosen = -1;
    list.hidden = !options.length;
    list.replaceChildren(...options.map((option, index) => h('li', { role: 'option', id: `${list.id}-${index}`, onmousedown: (event) => { event.preventDefault(); pick(option); } }, h('strong', null, option.title), h('span', null, option.about))));
    list.options = options;
  };

  const pick = (option) => {
    field.value = option.text;
    grow();
    list.hidden = true;
    field.focus();
  };

  const move = (step) => {
    chosen = (chosen + step + list.options.length) % list.options.length;
    [...list.children].forEach((item, index) => item.setAttribute('aria-selected', String(index === chosen)));
    field.setAttribute('aria-activedescendant', `${list.id}-${chosen}`);
  };

  field.oninput = grow;
  field.onblur = () => (list.hidden = true);
  field.onkeydown = (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    if (open && ['ArrowDown', 'ArrowUp'].includes(event.key)) {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (open && (event.key === 'Tab' || (event.key === 'Enter' && chosen >= 0))) {
      event.preventDefault();
      pick(list.options[Math.max(0, chosen)]);
    } else if (open && event.key === 'Escape') {
      event.stopPropagation();
      list.hidden = true;
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    }
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    field.value = '';
    grow();
    say(text, where.channel, where.thread).catch((error) => {
      toast(error.message);
      if (!field.value) field.value = text;
      grow();
    });
  };

  /** Moves it to another channel or thread. */
  form.at = (channel, thread, label) => {
    const key = `${store.me}/${channel}/${thread ?? ''}`;
    field.placeholder = label;
    field.setAttribute('aria-label', label);
    if (where?.key === key) return;
    if (where) drafts.set(where.key, field.value);
    where = { key, channel, thread };
    field.value = drafts.get(key) ?? '';
    grow();
    list.hidden = true;
  };
  return form;
}

function suggestions(text) {
  if (text.startsWith('/') && !text.includes('\n')) return COMMANDS.filter((command) => command.text.startsWith(text.trimEnd()) && command.text.trimEnd() !== text.trimEnd());
  const mention = /(?:^|\s)@(\w*)$/.exec(text);
  if (!mention) return [];
  const before = text.slice(0, text.length - mention[1].length);
  return [...store.people.values()]
    .filter((person) => person.id !== store.me && person.name.startsWith(mention[1].toLowerCase()) && person.name !== mention[1])
    .map((person) => ({ text: `${before}${person.name} `, title: person.realName, about: person.bot ? 'App' : `@${person.name}` }));
}

async function say(text, channel, thread) {
  const user = store.me;
  const command = /^(\/[\w-]+)\s*([\s\S]*)$/.exec(text);
  if (!command) return act('message', { user, channel, thread, text });
  if (thread) throw new Error(`${command[1]} is not supported in threads. Sorry! Write !stop to stop ${name(bot()?.id)}.`);
  if (command[1] === '/invite') return act('invite', { user, channel });
  if (command[1] === '/flow') store.awaiting = { channel, since: Date.now() / 1000 - 1 };
  return act('command', { user, channel, command: command[1], text: command[2] });
}
