// The walk: from the download in the admin of IAfluence to the removal from WordPress. Each part is a file of its own.
import { finish, openBrowser } from './harness.mjs';
import { packages } from './packages.mjs';
import { install } from './install.mjs';
import { visitors } from './visitors.mjs';
import { settings } from './settings.mjs';
import { consent } from './consent.mjs';
import { updates } from './updates.mjs';

const browser = await openBrowser();
try {
  await packages();
  const people = await install(browser);
  await visitors(browser, people);
  await settings(browser, people);
  await consent(browser, people);
  await updates(browser, people);
} catch (error) {
  console.log(`FAIL the walk stopped\n     ${error.stack}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  const stopped = process.exitCode === 1;
  finish();
  if (stopped) process.exitCode = 1;
}
