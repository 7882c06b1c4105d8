import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { cases, type Case, type Place } from "./cases/index.js";
import { absent, newPlace } from "./service.js";

const CHROMIUM = process.env["FLOW_CHROMIUM"] ?? "/usr/bin/chromium";
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const skip = absent || (existsSync(CHROMIUM) ? false : `no browser at ${CHROMIUM} (FLOW_CHROMIUM)`);

let pages: Server;
let browser: Browser;
let page: Page;

before(async () => {
  if (skip) return;
  pages = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://pages").pathname);
    const type = extname(path) === ".js" ? "text/javascript" : "text/html";
    const text =
      path === "/" ? Promise.resolve("<!doctype html><title>A worklet's page</title>") : readFile(join(ROOT, path));
    text.then(
      (found) => response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(found),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => pages.listen(0, "127.0.0.1", resolve));
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    timeout: 120_000,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  page = await browser.newPage();
  page.setDefaultNavigationTimeout(120_000);
  await page.goto(origin());
});

after(async () => {
  await browser?.close();
  pages?.close();
});

/** Another origin than the service's: even on the same host its port is its own. */
function origin(): string {
  return `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
}

for (const { name } of cases) {
  test(`in Chromium, from another origin: ${name}`, { skip, timeout: 180_000 }, async () => {
    const place = await newPlace(origin());
    await page.evaluate(runInPage, { name, place });
  });
}

async function runInPage({ name, place }: { name: string; place: Place }): Promise<void> {
  const suite = "/test/cases/index.js";
  const module = (await import(suite)) as { cases: readonly Case[] };
  const found = module.cases.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no case ${name}`);
  await found.run(place);
}
