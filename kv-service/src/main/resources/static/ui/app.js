import {Store} from './store.js';

const $ = (id) => document.getElementById(id);
const PERIOD = 500; // milliseconds in which changes are gathered before the lists are read again

let store;
let worklet = '';
let namespace = '';
let cursor = null;
let version = null;
let watching = null;

function say(text, problem = false) {
  $('message').textContent = text;
  $('message').classList.toggle('problem', problem);
}

/** Runs what a button asks for and tells what went wrong with it. */
function guarded(action) {
  return async (event) => {
    event?.preventDefault();
    try {
      await action(event);
    } catch (error) {
      if (error.name !== 'AbortError') say(error.message, true);
    }
  };
}

function show(id, visible = true) {
  $(id).hidden = !visible;
}

function choice(text, detail, current, action) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = text;
  if (detail) {
    const more = document.createElement('span');
    more.textContent = detail;
    button.append(more);
  }
  button.setAttribute('aria-current', String(current));
  button.addEventListener('click', guarded(action));
  item.append(button);
  return item;
}

const plural = (n, word) => `${n.toLocaleString('en')} ${word}${n === 1 ? '' : 's'}`;

function size(bytes) {
  return bytes < 1024 ? plural(bytes, 'byte') : bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1048576).toFixed(1)} MiB`;
}

async function signIn() {
  const token = $('token').value.trim();
  worklet = $('worklet').value.trim();
  store = new Store(token, worklet);
  if (worklet) {
    await openWorklet();
  } else {
    await listWorklets().catch((error) => {
      throw error.code === 'forbidden' ? new Error("This is a worklet's token: enter its worklet id, too.") : error;
    });
  }
  sessionStorage.setItem('flow-store', JSON.stringify({token, worklet}));
  show('sign-in', false);
  show('who');
}

function signOut() {
  watching?.abort();
  sessionStorage.removeItem('flow-store');
  location.reload();
}

async function listWorklets() {
  const {worklets} = await store.worklets();
  $('worklet-list').replaceChildren(...worklets.map((one) =>
    choice(one.id, `${plural(one.keys, 'key')}, ${size(one.bytes)}${one.deletedAt ? ', deleted' : ''}`, false, async () => {
      worklet = one.id;
      store = new Store(store.token, worklet);
      await openWorklet();
      show('worklets', false);
    })));
  show('worklets');
  say(worklets.length ? '' : 'No worklet keeps anything yet.');
}

async function openWorklet() {
  await listNamespaces();
  $('worklet-name').textContent = worklet;
  show('store');
  say('');
}

async function listNamespaces() {
  const [stats, {details}] = await Promise.all([store.stats(), store.namespaces()]);
  $('stats').textContent = `${plural(stats.totalKeys, 'key')} of ${stats.maxKeys.toLocaleString('en')}, ${size(stats.storageBytes)} of ${size(stats.maxBytes)}`;
  $('namespace-list').replaceChildren(...details.map((one) =>
    choice(one.namespace, plural(one.keys, 'key'), one.namespace === namespace, () => openNamespace(one.namespace))));
}

async function openNamespace(name) {
  stopWatching();
  namespace = name;
  $('keys-title').textContent = `Keys in ${name}`;
  $('pattern').value = '';
  show('keys');
  show('entry', false);
  await Promise.all([listKeys(), listNamespaces()]);
}

async function listKeys(more = false) {
  const page = await store.keys(namespace, $('pattern').value.trim(), more ? cursor : null);
  const opened = $('entry').hidden ? null : $('key').value;
  const items = page.keys.map((key) => choice(key, '', key === opened, () => openEntry(key)));
  if (more) {
    $('key-list').append(...items);
  } else {
    $('key-list').replaceChildren(...items);
  }
  cursor = page.cursor;
  show('more', page.truncated);
  say(page.keys.length || more ? '' : 'No keys here.');
}

async function openEntry(key) {
  const entry = await store.read(namespace, key);
  edit(key, entry.text, entry.version, entry.expires);
  for (const button of $('key-list').querySelectorAll('button')) {
    button.setAttribute('aria-current', String(button.textContent === key));
  }
}

function edit(key, text, seen, expires) {
  version = seen;
  $('entry-title').textContent = seen ? key : `New key in ${namespace}`;
  $('key').value = key;
  $('key').readOnly = Boolean(seen);
  $('value').value = text;
  $('ttl').value = expires ? Math.max(1, Math.round((new Date(expires) - Date.now()) / 1000)) : '';
  $('about').textContent = seen ? `Version ${seen.replaceAll('"', '')}${expires ? `, expires ${new Date(expires).toLocaleString()}` : ''}` : '';
  show('delete', Boolean(seen));
  show('entry');
  $(seen ? 'value' : 'key').focus();
}

async function save() {
  const key = $('key').value.trim();
  const answer = await store.write(namespace, key, $('value').value, $('ttl').value.trim(), version);
  await Promise.all([listKeys(), listNamespaces()]);
  await openEntry(key);
  say(answer.status === 201 ? `Created ${key}.` : `Saved ${key}.`);
}

async function remove() {
  const key = $('key').value;
  if (!confirm(`Delete ${key}?`)) return;
  await store.remove(namespace, key, version);
  show('entry', false);
  await Promise.all([listKeys(), listNamespaces()]);
  say(`Deleted ${key}.`);
}

/** Indents JSON by its own characters, so that every number and string stays as it is. */
function indented(text) {
  let depth = 0;
  const line = () => `\n${'  '.repeat(depth)}`;
  return text.replace(/("(?:\\.|[^"\\])*")|\s+|([{[])(?:\s*([}\]]))?|([}\]])|(,)|(:)/g, (all, string, open, empty, close, comma, colon) => {
    if (string) return string;
    if (open && empty) return open + empty;
    if (open) { depth++; return open + line(); }
    if (close) { depth--; return line() + close; }
    if (comma) return comma + line();
    return colon ? ': ' : '';
  });
}

function stopWatching() {
  watching?.abort();
  watching = null;
  $('live').setAttribute('aria-pressed', 'false');
  $('live').textContent = 'Watch live';
  show('tail', false);
}

async function watch() {
  if (watching) {
    stopWatching();
    return;
  }
  watching = new AbortController();
  $('live').setAttribute('aria-pressed', 'true');
  $('live').textContent = 'Stop watching';
  $('tail').replaceChildren();
  show('tail');
  let ready = false;
  let due = null;
  const {signal} = watching;
  await store.watch(namespace, signal, ({name, data}) => {
    if (name === 'ready') {
      ready = true;
      tail('Watching. Changes will appear here.');
    } else if (ready) {
      tail(`${new Date().toLocaleTimeString()} ${name} ${data.length > 300 ? `${data.slice(0, 300)}…` : data}`);
      due ??= setTimeout(() => {
        due = null;
        if (!signal.aborted) guarded(() => Promise.all([listKeys(), listNamespaces()]))();
      }, PERIOD);
    }
  });
  if (!signal.aborted) {
    stopWatching();
    say('The stream has ended. Watch again to go on.');
  }
}

function tail(text) {
  const item = document.createElement('li');
  item.textContent = text;
  $('tail').prepend(item);
  while ($('tail').children.length > 100) $('tail').lastChild.remove();
}

async function download() {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await store.export());
  link.download = `${worklet}.ndjson`;
  link.click();
  URL.revokeObjectURL(link.href);
  say('Exported every entry, a line each.');
}

async function upload() {
  const [file] = $('import-file').files;
  $('import-file').value = '';
  if (!file) return;
  const report = await store.import(file);
  await listNamespaces();
  if (namespace) await listKeys();
  say(`Imported ${file.name}: ${report.created} created, ${report.replaced} replaced.`);
}

$('sign-in').addEventListener('submit', guarded(signIn));
$('leave').addEventListener('click', signOut);
$('new-namespace').addEventListener('submit', guarded(() => openNamespace($('namespace-name').value.trim())));
$('search').addEventListener('submit', guarded(() => listKeys()));
$('more').addEventListener('click', guarded(() => listKeys(true)));
$('new-key').addEventListener('click', () => edit('', '', null, null));
$('live').addEventListener('click', guarded(watch));
$('editor').addEventListener('submit', guarded(save));
$('format').addEventListener('click', () => { $('value').value = indented($('value').value); });
$('delete').addEventListener('click', guarded(remove));
$('export').addEventListener('click', guarded(download));
$('import').addEventListener('click', () => $('import-file').click());
$('import-file').addEventListener('change', guarded(upload));

const remembered = JSON.parse(sessionStorage.getItem('flow-store') ?? 'null');
if (remembered) {
  $('token').value = remembered.token;
  $('worklet').value = remembered.worklet;
  guarded(signIn)();
}
