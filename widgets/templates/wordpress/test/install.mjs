// The site is made, the plugin is downloaded from the admin of IAfluence and uploaded in that of WordPress, as people do.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CHAT, PASSWORD, PLUGIN, SITE, WORK, check, equal, signInToWordPress, somebody, sql, that } from './harness.mjs';

export async function install(browser) {
  const admin = await somebody(browser);
  const owner = await somebody(browser);
  const zip = join(WORK, 'downloaded.zip');

  await check('WordPress is installed', async () => {
    await admin.goto(`${SITE}/wp-admin/install.php`);
    const form = new URLSearchParams({
      weblog_title: 'Boulangerie Martin', user_name: 'admin', admin_password: PASSWORD, admin_password2: PASSWORD, pw_weak: 'on',
      admin_email: 'admin@martin.example', blog_public: '0', language: '',
    });
    await fetch(`${SITE}/wp-admin/install.php?step=2`, { method: 'POST', body: form });
    // Addresses that read like paths, as nearly every site has them; the router stands for the web server's rules.
    sql("UPDATE wp_options SET option_value = '/%postname%/' WHERE option_name = 'permalink_structure'; DELETE FROM wp_options WHERE option_name = 'rewrite_rules'");
    await signInToWordPress(admin, 'admin');
  });

  await check('the plugin is downloaded from the page of its chatbot', async () => {
    await owner.goto(`${CHAT}/login`);
    await owner.fill('input[type=email]', 'owner@agency.example');
    await owner.fill('input[type=password]', 'correct horse battery');
    await owner.click('main button[type=submit]');
    await owner.waitForURL(/admin/);
    await owner.goto(`${CHAT}/admin/chatbots`);
    await owner.getByRole('link', { name: 'Assistant Martin' }).click();
    await owner.locator('nav.tabs a[href$="/installation"]').click();
    await owner.locator('#installation-guide nav').getByRole('link', { name: 'WordPress' }).click();
    const [download] = await Promise.all([owner.waitForEvent('download'), owner.locator('#installation-guide a[download]').click()]);
    equal(download.suggestedFilename(), 'iafluence.zip');
    await download.saveAs(zip);
  });

  await check('it is uploaded and activated in wp-admin', async () => {
    await admin.goto(`${SITE}/wp-admin/plugin-install.php?tab=upload`);
    await admin.setInputFiles('#pluginzip', zip);
    await admin.click('#install-plugin-submit');
    await admin.getByText('Plugin installed successfully').waitFor();
    that(existsSync(join(PLUGIN, 'iafluence.php')), 'its files are not there');
    await admin.getByRole('link', { name: 'Activate Plugin' }).click();
    await admin.getByText('Plugin activated').waitFor();
  });

  await check('it is listed with its name, version and settings, in French for French readers', async () => {
    await admin.goto(`${SITE}/wp-admin/plugins.php?lang=fr`);
    const row = admin.locator('tr[data-plugin="iafluence/iafluence.php"]').first();
    that((await row.textContent()).includes('Ajoute votre chatbot à votre site'), 'its description is not translated');
    await row.getByRole('link', { name: 'Réglages' }).click();
    await admin.waitForURL(/page=iafluence/);
  });

  await check('activating tells the installation: site and versions, nothing else', async () => {
    await owner.reload();
    const row = await owner.locator('#site-contacts tbody tr').first().textContent();
    for (const part of [SITE.replace('http://', ''), '1.0.0', '6.1']) that(row.includes(part), `${part} is not in ${row}`);
  });
  return { admin, owner };
}
