// Block Kit as elements.
import { h } from './dom.js';
import { field } from './fields.js';
import { markdown } from './markdown.js';
import { codeBlock, decode, emoji, inline, link, mention, mrkdwn } from './mrkdwn.js';

/** `use(element, value)` is called when somebody uses a button or a menu. */
export function blocks(all, use) {
  return (all ?? []).map((block) => h('div', { class: `block block-${block.type}`, 'data-key': block.block_id }, KINDS[block.type]?.(block, use) ?? unknown(block)));
}

const KINDS = {
  section: (block, use) => [
    h('div', { class: 'section-text' }, block.text && text(block.text), block.fields && h('div', { class: 'section-fields' }, block.fields.map((each) => h('div', null, text(each))))),
    block.accessory && h('div', { class: 'accessory' }, element(block.accessory, use)),
  ],
  header: (block) => h('h3', { class: 'block-heading' }, decode(block.text.text)),
  divider: () => h('hr'),
  context: (block) => block.elements.map((each) => h('div', { class: 'context-part' }, each.type === 'image' ? image(each, 'tiny') : text(each))),
  actions: (block, use) => block.elements.map((each) => element(each, use)),
  context_actions: (block, use) => block.elements.map((each) => element(each, use)),
  image: (block) => image(block, 'wide'),
  markdown: (block) => markdown(block.text),
  rich_text: (block) => block.elements.map(rich),
  input: (block, use) => field(block, (value) => block.dispatch_action && use(block.element, value)),
  table: (block) => h('div', { class: 'table' }, h('table', null, block.rows.map((row) => h('tr', null, row.map((cell) => h('td', null, cell.elements ? cell.elements.map(rich) : decode(cell.text ?? ''))))))),
};

export const text = (object) => (object.type === 'mrkdwn' ? mrkdwn(object.text) : h('p', null, plain(object.text)));

const plain = (value) => decode(value).replace(/:([a-z0-9_+-]+):/g, (_, code) => emoji(code));

function element(each, use) {
  if (each.type === 'button') return button(each, use);
  if (each.type === 'image') return image(each, 'small');
  if (each.type === 'static_select') return menu(each, use);
  return field({ element: each, block_id: each.action_id }, (value) => use(each, value));
}

function button(each, use) {
  const style = each.style ? ` button-${each.style}` : '';
  return h('button', { type: 'button', class: `button${style}`, 'data-key': each.action_id, 'data-action': each.action_id, 'aria-label': each.accessibility_label, onclick: (event) => use(each, null, event.currentTarget) }, plain(each.text.text));
}

function menu(each, use) {
  const options = each.options ?? (each.option_groups ?? []).flatMap((group) => group.options);
  const chosen = each.initial_option?.value;
  return h(
    'select',
    { class: 'menu', 'data-key': each.action_id, 'data-action': each.action_id, 'aria-label': each.placeholder?.text ?? 'Choose', onchange: (event) => use(each, event.currentTarget.value, event.currentTarget) },
    !chosen && h('option', { value: '', disabled: true, selected: true }, each.placeholder?.text ?? 'Choose'),
    options.map((option) => h('option', { value: option.value, selected: option.value === chosen }, plain(option.text.text))),
  );
}

// Nothing is loaded from elsewhere: a picture shows its words and leads to its address.
const image = (each, size) =>
  h('a', { class: `image-placeholder image-${size}`, href: each.image_url, target: '_blank', rel: 'noopener noreferrer', title: each.alt_text }, size === 'wide' && each.title ? plain(each.title.text) : each.alt_text);

function rich(part) {
  const inside = () => (part.elements ?? []).flatMap(richInline);
  switch (part.type) {
    case 'rich_text_preformatted':
      return codeBlock(part.elements.map((each) => each.text ?? each.url ?? '').join('').replaceAll('&', '&amp;'));
    case 'rich_text_quote':
      return h('blockquote', null, inside());
    case 'rich_text_list':
      return h(part.style === 'ordered' ? 'ol' : 'ul', { class: part.indent ? `indent-${part.indent}` : null }, part.elements.map((each) => h('li', null, each.elements.flatMap(richInline))));
    default:
      return h('p', null, inside());
  }
}

function richInline(each) {
  switch (each.type) {
    case 'user':
      return [mention(each.user_id)];
    case 'channel':
      return inline(`<#${each.channel_id}>`);
    case 'broadcast':
      return inline(`<!${each.range}>`);
    case 'emoji':
      return [emoji(each.name)];
    case 'link':
      return [link(each.url, each.text ?? each.url)];
    default:
      return styled(each);
  }
}

function styled({ text: words, style = {} }) {
  const lines = words.split('\n').flatMap((line, index) => (index ? [h('br'), line] : [line]));
  const names = { bold: 'strong', italic: 'em', strike: 's', code: 'code' };
  const wrap = (nodes, key) => (style[key] ? [h(names[key], null, nodes)] : nodes);
  return Object.keys(names).reduce(wrap, lines);
}

const unknown = (block) => h('p', { class: 'unknown' }, `[${block.type}]`);
