// Input fields of forms and messages.
import { h } from './dom.js';

/** A block with a label, an element and perhaps a hint or an error. */
export function field(block, onValue, error) {
  const { element } = block;
  const id = `field-${block.block_id}-${element.action_id}`;
  const choice = ['radio_buttons', 'checkboxes'].includes(element.type);
  const label = block.label && h(choice ? 'legend' : 'label', { for: choice ? null : id }, block.label.text, block.optional && h('span', { class: 'optional' }, ' (optional)'));
  return h(
    choice ? 'fieldset' : 'div',
    { class: 'field' },
    label,
    input(element, id, onValue, error, !block.label),
    block.hint && h('p', { class: 'hint' }, block.hint.text),
    error && h('p', { class: 'error', id: `${id}-error` }, error),
  );
}

function input(element, id, onValue, error, unlabelled) {
  const common = {
    id,
    'data-key': id,
    'data-action': element.action_id,
    placeholder: element.placeholder?.text,
    'aria-label': unlabelled ? (element.placeholder?.text ?? element.action_id) : null,
    'aria-invalid': error ? 'true' : null,
    'aria-describedby': error ? `${id}-error` : null,
  };
  const options = element.options ?? [];
  switch (element.type) {
    case 'static_select':
      return h('select', { ...common, class: 'menu', onchange: (event) => onValue(event.target.value) }, h('option', { value: '' }, element.placeholder?.text ?? 'Choose'), options.map((option) => h('option', { value: option.value, selected: option.value === element.initial_option?.value }, option.text.text)));
    case 'radio_buttons':
    case 'checkboxes':
      return options.map((option) => choice(element, option, id, onValue));
    default:
      return text(element, common, onValue);
  }
}

function text(element, common, onValue) {
  const send = (event) => {
    if (event.key === 'Enter' && !element.multiline && !event.isComposing) onValue(event.target.value);
  };
  const attributes = { ...common, class: 'input', maxlength: element.max_length, onkeydown: send };
  if (element.multiline) return h('textarea', { ...attributes, rows: 4 }, element.initial_value ?? '');
  return h('input', { ...attributes, type: 'text', value: element.initial_value ?? '', autocomplete: 'off' });
}

function choice(element, option, id, onValue) {
  const type = element.type === 'checkboxes' ? 'checkbox' : 'radio';
  const chosen = element.initial_option?.value === option.value;
  return h('label', { class: 'choice' }, h('input', { type, name: id, value: option.value, checked: chosen, 'data-action': element.action_id, onchange: () => onValue(option.value) }), option.text.text);
}

/** What stands in the fields below an element, by action id. */
export function values(root) {
  const entered = {};
  for (const input of root.querySelectorAll('input[data-action], textarea[data-action], select[data-action]')) {
    if (['radio', 'checkbox'].includes(input.type) && !input.checked) continue;
    if (input.value) entered[input.dataset.action] = input.value;
  }
  return entered;
}
