// Counts checks, opens Chromium through the driver that the .NET tests bring, and knows both sites' pages.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const env = process.env;
export const SITE = env.SITE;
export const CHAT = env.CHAT;
export const PLUGIN = join(env.SITE_FOLDER, 'wp-content/plugins/iafluence');
export const WORK = env.WORK;
export const PASSWORD = 'a cat sleeps on the roof 9';

const driver = join(env.IAFLUENCE_TREE, 'IAfluence.Tests/bin', env.IAFLUENCE_CONFIGURATION, 'net10.0/.playwright/package');
const { chromium } = createRequire(import.meta.url)(driver);
const executablePath = [env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(path => path && existsSync(path));

let passed = 0;
let failed = 0;

/** One check; what it throws is its failure, and the next ones go on. */
export async function check(name, action) {
  const begin = Date.now();
  try {
    await action();
    passed++;
    console.log(`ok   ${name} (${Date.now() - begin} ms)`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}\n     ${String(error?.message ?? error).split('\n').slice(0, 12).join('\n     ')}`);
  }
}

export function finish() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

export const php = (...parameters) => execFileSync('php', parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

export const sql = statement =>
  execFileSync('mariadb', ['--no-defaults', `--socket=${env.DB_SOCKET}`, '-u', 'root', '-N', '-B', 'wordpress', '-e', statement], { encoding: 'utf8' }).trim();

export const option = () => sql("SELECT option_value FROM wp_options WHERE option_name = 'iafluence'");

export async function openBrowser() {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** A window of somebody new. A dialog that a page opens is remembered: nothing here opens one. */
export async function somebody(browser) {
  const context = await browser.newContext({ locale: 'fr-FR' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.dialogs = [];
  page.on('dialog', dialog => {
    page.dialogs.push(dialog.message());
    dialog.dismiss().catch(() => {});
  });
  return page;
}

export async function signInToWordPress(page, user, password = PASSWORD) {
  await page.goto(`${SITE}/wp-login.php`);
  await page.fill('#user_login', user);
  await page.fill('#user_pass', password);
  await Promise.all([page.waitForURL(/wp-admin/), page.click('#wp-submit')]);
}

export const launcher = page => page.locator('iafluence-widget button.launcher, iafluence-widget [part~=launcher]').first();

/** Opens the widget and asks; the question is one that the chatbot knows the answer to. */
export async function ask(page, question) {
  await launcher(page).click();
  await say(page, question);
}

/** Asks in the widget that is open, and waits for the answer. */
export async function say(page, question) {
  const field = page.locator('iafluence-widget textarea');
  await field.fill(question);
  await field.press('Enter');
  const answer = page.locator('iafluence-widget').getByText('7 h à 19 h');
  await answer.first().waitFor();
}

export const conversationOf = page =>
  page.evaluate(() => Object.entries(localStorage).filter(([name]) => name.startsWith('iafluence:')).map(([, value]) => value).join('|'));

/** Sends the settings form with these fields, as its page does. */
export async function save(page, values) {
  await page.goto(`${SITE}/wp-admin/options-general.php?page=iafluence`);
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`#iafluence-${name}`);
    if (typeof value === 'boolean') await field.setChecked(value);
    else if (await field.evaluate(element => element.tagName === 'SELECT')) await field.selectOption(value);
    else await field.fill(value);
  }
  await Promise.all([page.waitForURL(/settings-updated=true/), page.click('#submit')]);
}

export async function html(path, headers = {}) {
  const response = await fetch(SITE + path, { headers, redirect: 'manual' });
  return response.text();
}

export const shows = text => /<script src="[^"]+\/widget\.js"[^>]*data-chatbot=/.test(text);

export function equal(actual, expected, what = 'value') {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: ${a} instead of ${b}`);
}

export function that(condition, what) {
  if (!condition) throw new Error(what);
}
