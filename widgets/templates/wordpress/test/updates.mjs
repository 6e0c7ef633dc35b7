// A newer version is offered and applied by WordPress itself; then the plugin is removed and leaves nothing.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLUGIN, SITE, WORK, check, equal, option, save, sql, that } from './harness.mjs';

const MAIN = join(PLUGIN, 'iafluence.php');

export async function updates(browser, { admin, owner }) {
  await check('an older version is offered the update from the installation', async () => {
    await save(admin, { color: '#0b5fff' });
    writeFileSync(MAIN, readFileSync(MAIN, 'utf8').replaceAll('1.0.0', '0.9.0'));
    await lookForUpdates(admin);
    that((await offer(admin).textContent()).includes('1.0.0'), 'it is not offered');
    await owner.reload();
    const contact = await owner.locator('#site-contacts tbody tr').first().textContent();
    that(contact.includes('0.9.0') && contact.includes('à mettre à jour'), `the admin says ${contact}`);
  });

  await check('"View details" shows what changed', async () => {
    await admin.goto(`${SITE}/wp-admin/plugin-install.php?tab=plugin-information&plugin=iafluence&section=changelog`);
    that((await admin.locator('#section-changelog').textContent()).includes('1.0.0'), 'there is no changelog');
  });

  await check('WordPress applies it, and the settings stay', async () => {
    await admin.goto(`${SITE}/wp-admin/plugins.php`);
    const row = offer(admin);
    await row.locator('a.update-link').click();
    await row.getByText(/updated!/i).waitFor();
    that(readFileSync(MAIN, 'utf8').includes("'IAFLUENCE_VERSION', '1.0.0'"), 'the files are the old ones');
    that(option().includes('#0b5fff'), 'the settings are gone');
    await lookForUpdates(admin);
    equal(await offer(admin).count(), 0, 'offers after it');
  });

  await check('a package of another address is not taken', async () => {
    const file = join(PLUGIN, 'includes/class-iafluence-installation.php');
    const before = readFileSync(file, 'utf8');
    writeFileSync(MAIN, readFileSync(MAIN, 'utf8').replaceAll('1.0.0', '0.9.0'));
    // The same server by another name answers with packages of its own address, which is not the one that the plugin was made for.
    writeFileSync(file, before.replace('http://127.0.0.1', 'http://localhost'));
    await lookForUpdates(admin);
    equal(await offer(admin).count(), 0, 'offers');
    writeFileSync(file, before);
    writeFileSync(MAIN, readFileSync(MAIN, 'utf8').replaceAll('0.9.0', '1.0.0'));
  });

  await check('deleting it leaves no option, no file, no scheduled task', async () => {
    await admin.goto(`${SITE}/wp-admin/plugins.php`);
    const row = admin.locator('tr[data-plugin="iafluence/iafluence.php"]').first();
    await row.locator('.deactivate a').click();
    await admin.getByText('Plugin deactivated').waitFor();
    admin.removeAllListeners('dialog');
    admin.on('dialog', dialog => dialog.accept());
    await row.locator('.delete a').click();
    await admin.getByText(/successfully deleted/i).waitFor();
    that(!existsSync(PLUGIN), 'its folder is still there');
    equal(sql("SELECT option_name FROM wp_options WHERE option_name LIKE '%iafluence%'"), '', 'options');
    equal(sql("SELECT option_name FROM wp_options WHERE option_value LIKE '%iafluence%' AND option_name NOT IN ('recently_activated')"), '', 'values of options');
    equal(sql("SELECT meta_key FROM wp_usermeta WHERE meta_key LIKE '%iafluence%' OR meta_value LIKE '%iafluence%'"), '', 'metadata of users');
    equal(sql("SELECT meta_key FROM wp_postmeta WHERE meta_key LIKE '%iafluence%'"), '', 'metadata of posts');
  });

  await check('PHP had nothing to complain about in the plugin', () => {
    const log = join(WORK, 'wp-debug.log');
    const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(line => /plugins\/iafluence/.test(line)) : [];
    equal(lines, []);
  });
}

/** Has WordPress look again, which it does twice a day by itself: what it knows is forgotten. */
async function lookForUpdates(page) {
  sql("DELETE FROM wp_options WHERE option_name = '_site_transient_update_plugins'");
  await page.goto(`${SITE}/wp-admin/update-core.php`);
  await page.goto(`${SITE}/wp-admin/plugins.php`);
}

const offer = page => page.locator('tr.plugin-update-tr[data-plugin="iafluence/iafluence.php"]');
