// Builds elements, and changes a tree into another without replacing what stays the same.

/** h('p', { class: 'x', onclick: f }, 'text', node, [nodes]) */
export function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element[key] = value;
    else if (key === 'value' || key === 'checked') element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Makes `now` look like `next`; focus, selection and scroll positions in it survive. */
export function morph(now, next) {
  if (now.nodeType !== next.nodeType || now.nodeName !== next.nodeName || now.dataset?.key !== next.dataset?.key) {
    now.replaceWith(next);
    return next;
  }
  if (now.nodeType === Node.TEXT_NODE) {
    if (now.data !== next.data) now.data = next.data;
    return now;
  }
  attributes(now, next);
  children(now, next);
  return now;
}

function attributes(now, next) {
  for (const { name } of [...now.attributes]) {
    // What a person did to an element is not undone by an edit of the message.
    if (!next.hasAttribute(name) && !['open', 'aria-busy', 'style'].includes(name)) now.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (now.getAttribute(name) !== value) now.setAttribute(name, value);
  }
  for (const handler of ['onclick', 'onchange', 'onkeydown', 'oninput', 'onsubmit']) now[handler] = next[handler];
}

function children(now, next) {
  const keyed = new Map([...now.childNodes].filter((node) => node.dataset?.key).map((node) => [node.dataset.key, node]));
  let place = now.firstChild;
  for (const wanted of [...next.childNodes]) {
    const key = wanted.dataset?.key;
    const same = key ? keyed.get(key) : place && !place.dataset?.key ? place : null;
    if (!same) {
      now.insertBefore(wanted, place);
      continue;
    }
    if (same === place) place = place.nextSibling;
    else now.insertBefore(same, place);
    morph(same, wanted);
  }
  while (place) {
    const gone = place;
    place = place.nextSibling;
    gone.remove();
  }
}
