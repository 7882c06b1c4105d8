// Talks to a running platform the way a person in Slack does, and looks at what came of it.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const [simulator, data, kind] = process.argv.slice(2);
const user = 'U0ADA';
const channel = 'C0GENERAL';

async function call(address, body) {
  const response = await fetch(simulator + address, {
    signal: AbortSignal.timeout(30_000),
    ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${address} answered ${response.status}: ${text}`);
  }
  return JSON.parse(text);
}

const messages = () => call(`/sim/channels/${channel}/messages`);
const act = (name, more) => call(`/sim/act/${name}`, { user, channel, ...more });

// Waits until the function finds something; says what was missing when it never does.
async function until(what, seconds, find) {
  for (let tries = seconds * 5; tries > 0; tries--) {
    const found = await find();
    if (found) {
      console.log(`ok: ${what}`);
      return found;
    }
    await pause(200);
  }
  console.error((await messages()).map((message) => `--- ${message.user} ${message.ts}\n${message.shown}`).join('\n'));
  throw new Error(`never seen: ${what}`);
}

const rootOf = (all) => all.find((message) => message.botId && (!message.threadTs || message.threadTs === message.ts));
const repliesOf = (all, root) => all.filter((message) => message.threadTs === root.ts && message.ts !== root.ts);
const shows = (message, pattern) => pattern.test(`${message.shown}\n${JSON.stringify(message.versions.at(-1).blocks ?? '')}`);

async function newConversation() {
  await act('command', { command: '/flow', text: 'make me a page that counts to ten' });
  const root = await until('a thread was opened', 60, async () => rootOf(await messages()));
  const asks = await until('the tool waits for an approval', 90, async () =>
    (await messages()).find((message) => shows(message, /Allow once/)),
  );
  await act('click', { ts: asks.ts, label: 'Allow once' });
  await until('the answer is complete', 90, async () =>
    repliesOf(await messages(), root).concat(root).some((message) => shows(message, /offline/i)) &&
    !(await messages()).some((message) => shows(message, /"Stop"/)),
  );
  const page = await until('the page lies in the workspace', 10, findPage);
  if (!/<html|<!doctype/i.test(page)) {
    throw new Error(`the page is not HTML: ${page.slice(0, 200)}`);
  }
}

async function findPage() {
  const sessions = path.join(data, 'sessions');
  for (const session of await readdir(sessions).catch(() => [])) {
    const page = await readFile(path.join(sessions, session, 'workspace', 'index.html'), 'utf8').catch(() => null);
    if (page) {
      return page;
    }
  }
  return null;
}

async function continuedConversation() {
  const root = await until('the thread is still there', 10, async () => rootOf(await messages()));
  const before = (await messages()).length;
  await act('message', { thread: root.ts, text: 'sim: recall' });
  await until('the model remembers the first prompt', 90, async () =>
    (await messages()).slice(before).some((message) => message.botId && shows(message, /counts to ten/)),
  );
}

await (kind === 'continue' ? continuedConversation() : newConversation());
