// Questions before a click, forms, and short notes.
import { blocks } from './blocks.js';
import { h } from './dom.js';
import { field, values } from './fields.js';
import { mrkdwn } from './mrkdwn.js';
import { act } from './server.js';
import { store } from './store.js';

export function toast(words) {
  const note = h('div', { class: 'toast' }, words);
  document.getElementById('toasts').append(note);
  setTimeout(() => note.remove(), 6000);
}

/** Asks what an element's `confirm` says; true when confirmed. */
export function confirmed(question) {
  const style = question.style === 'danger' ? 'button-danger' : 'button-primary';
  const dialog = h(
    'dialog',
    { class: 'dialog', 'aria-label': question.title.text },
    h('form', { method: 'dialog' },
      h('h2', null, question.title.text),
      h('div', { class: 'dialog-body' }, mrkdwn(question.text.text)),
      h('footer', null,
        h('button', { class: 'button', value: 'no' }, question.deny?.text ?? 'Cancel'),
        h('button', { class: `button ${style}`, value: 'yes' }, question.confirm?.text ?? 'Yes'))),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    };
  });
}

let shown = null;

/** Shows the form that is open for me, or takes it away. */
export function drawForm() {
  const key = store.form && JSON.stringify([store.me, store.form]);
  if (key === shown?.key) return;
  const entered = shown && store.form?.id === shown.id ? values(shown.dialog) : {};
  shown?.dialog.remove();
  shown = null;
  if (!store.form) return;
  const dialog = form(store.form);
  document.body.append(dialog);
  dialog.showModal();
  for (const input of dialog.querySelectorAll('[data-action]')) {
    if (entered[input.dataset.action] && input.type !== 'radio' && input.type !== 'checkbox') input.value = entered[input.dataset.action];
  }
  shown = { key, dialog, id: store.form.id };
}

function form(view) {
  const content = view.blocks.map((block) => (block.type === 'input' ? field(block, () => {}, view.errors?.[block.block_id]) : blocks([block], () => {})));
  const close = () => act('dismiss', { user: store.me }).catch((error) => toast(error.message));
  return h(
    'dialog',
    { class: 'dialog form', 'aria-label': view.title.text, oncancel: (event) => { event.preventDefault(); close(); } },
    h('form', { onsubmit: submit },
      h('h2', null, view.title.text, h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: close }, '×')),
      h('div', { class: 'dialog-body' }, view.trouble && h('p', { class: 'error', role: 'alert' }, view.trouble), content),
      h('footer', null,
        h('button', { type: 'button', class: 'button', onclick: close }, view.close?.text ?? 'Cancel'),
        view.submit && h('button', { type: 'submit', class: 'button button-primary' }, view.submit.text))),
  );
}

function submit(event) {
  event.preventDefault();
  const button = event.currentTarget.querySelector('[type=submit]');
  button.setAttribute('aria-busy', 'true');
  act('submit', { user: store.me, inputs: values(event.currentTarget) })
    .catch((error) => toast(error.message))
    .finally(() => button.removeAttribute('aria-busy'));
}
