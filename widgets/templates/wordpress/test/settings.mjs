// The settings page: what it saves, whom it refuses, and that no field is a way in.
import { PASSWORD, SITE, check, equal, html, option, save, shows, signInToWordPress, somebody, sql, that } from './harness.mjs';
import { post } from './visitors.mjs';

const XSS = '"><script>alert(1)</script><img src=x onerror=alert(2)>\'; </textarea><svg onload=alert(3)>';
const FIELDS = ['chatbot', 'where', 'front', 'users', 'include', 'exclude', 'color', 'side', 'theme', 'locale', 'consent', 'category', 'vendor'];

export async function settings(browser, { admin }) {
  await check('what is set is saved and read back', async () => {
    await save(admin, { color: '#AA3300', side: 'left', theme: 'dark', locale: 'en', open: true, exclude: 'https://www.martin.example/a/*?x=1\nb\n<bad>\n' });
    equal(await admin.inputValue('#iafluence-color'), '#aa3300');
    equal(await admin.inputValue('#iafluence-exclude'), '/a/*\n/b');
    const page = await html('/');
    for (const part of ['data-color="#aa3300"', 'data-side="left"', 'data-theme="dark"', 'data-locale="en"', 'data-open="true"']) that(page.includes(part), part);
    await save(admin, { color: '', side: '', theme: '', locale: '', open: false, exclude: '' });
    that(!(await html('/')).includes('data-open'), 'a box that is not ticked stays ticked');
  });

  post('boutique', 'x');
  post('contact', 'x');
  post('nouvelle', 'x', 'post');
  const rules = [
    ['everywhere', {}, { '/': true, '/contact/': true, '/nouvelle/': true }],
    ['never at these addresses', { exclude: '/boutique/*' }, { '/boutique/': false, '/boutique/?a=1': false, '/contact/': true }],
    ['only at these addresses', { include: '/con*\n/%62outique' }, { '/': false, '/contact/': true, '/boutique/': true, '/nouvelle/': false }],
    ['never goes before only', { include: '/*', exclude: '/contact' }, { '/boutique/': true, '/contact/': false }],
    ['not on the home page', { front: 'hide' }, { '/': false, '/contact/': true }],
    ['only where it is put', { where: 'chosen' }, { '/': false, '/contact/': false, '/shortcode/': true, '/block/': true }],
    ['only for logged-in users', { users: 'members' }, { '/': false, '/shortcode/': false }],
    ['only for visitors', { users: 'visitors' }, { '/': true }],
  ];
  const usual = { include: '', exclude: '', front: 'show', where: 'everywhere', users: 'everybody' };
  for (const [name, values, pages] of rules) {
    await check(`rule: ${name}`, async () => {
      await save(admin, { ...usual, ...values });
      for (const [path, expected] of Object.entries(pages)) equal(shows(await html(path)), expected, path);
      await admin.goto(`${SITE}/`);
      equal(shows(await admin.content()), name !== 'only for visitors' && (pages['/'] ?? true) || name === 'only for logged-in users', 'for somebody logged in');
    });
  }

  await check('rule: only on posts', async () => {
    await save(admin, usual);
    await admin.locator('input[name="iafluence[post_types][]"][value=post]').check();
    await Promise.all([admin.waitForURL(/settings-updated=true/), admin.click('#submit')]);
    equal([shows(await html('/nouvelle/')), shows(await html('/contact/'))], [true, false]);
    await admin.locator('input[name="iafluence[post_types][]"][value=post]').uncheck();
    await Promise.all([admin.waitForURL(/settings-updated=true/), admin.click('#submit')]);
  });

  await check('hostile values in every field leave nothing that runs', async () => {
    const body = await form(admin);
    for (const name of FIELDS) body.set(`iafluence[${name}]`, XSS);
    body.append('iafluence[post_types][]', XSS);
    body.append('iafluence[post_types][x][y]', XSS);
    body.append('iafluence[unknown]', XSS);
    equal((await send(admin, body)).status, 200);
    await looksClean(browser, admin);
    that(!option().includes('script') && !option().includes('unknown'), `stored: ${option()}`);
  });

  await check('lists where words belong, and words where lists belong', async () => {
    const body = await form(admin);
    for (const name of FIELDS) {
      body.delete(`iafluence[${name}]`);
      body.append(`iafluence[${name}][]`, XSS);
    }
    body.delete('iafluence[post_types][]');
    body.append('iafluence[post_types]', XSS);
    equal((await send(admin, body)).status, 200);
    await looksClean(browser, admin);
  });

  await check('hostile values that lie in the database already are harmless', async () => {
    const before = option();
    const value = `a:15:{${[...FIELDS, 'open'].map(name => `s:${name.length}:"${name}";s:${XSS.length}:"${XSS}";`).join('')}s:10:"post_types";a:1:{i:0;s:${XSS.length}:"${XSS}";}}`;
    sql(`UPDATE wp_options SET option_value = '${value.replaceAll("'", "''")}' WHERE option_name = 'iafluence'`);
    await looksClean(browser, admin);
    sql(`UPDATE wp_options SET option_value = '${before.replaceAll("'", "''")}' WHERE option_name = 'iafluence'`);
  });

  await check('without its nonce the form changes nothing', async () => {
    const before = option();
    for (const nonce of [null, 'abcdef0123']) {
      const body = await form(admin);
      body.delete('_wpnonce');
      if (nonce) body.set('_wpnonce', nonce);
      body.set('iafluence[color]', '#123456');
      that((await send(admin, body)).status >= 400, 'it was taken');
    }
    equal(option(), before);
  });

  await check('a subscriber neither sees nor changes the settings', async () => {
    const before = option();
    const body = await form(admin);
    sql(`INSERT INTO wp_users (user_login, user_pass, user_nicename, user_email, user_registered, display_name) SELECT 'reader', user_pass, 'reader', 'reader@martin.example', NOW(), 'Reader' FROM wp_users WHERE ID = 1;
      INSERT INTO wp_usermeta (user_id, meta_key, meta_value) VALUES (LAST_INSERT_ID(), 'wp_capabilities', 'a:1:{s:10:"subscriber";b:1;}')`);
    const reader = await somebody(browser);
    await signInToWordPress(reader, 'reader', PASSWORD);
    const seen = await reader.goto(`${SITE}/wp-admin/options-general.php?page=iafluence`);
    equal(seen.status(), 403);
    body.set('iafluence[color]', '#123456');
    that((await send(reader, body)).status >= 400, 'it was taken');
    equal(option(), before);
    await reader.context().close();
  });

  await check('the block is in the editor', async () => {
    const editor = await admin.context().newPage();
    await editor.goto(`${SITE}/wp-admin/post-new.php?post_type=page`);
    await editor.waitForFunction(() => window.wp?.blocks?.getBlockType('iafluence/chatbot')?.title === 'Chatbot');
    await editor.evaluate(() => window.wp.data.dispatch('core/block-editor').insertBlock(window.wp.blocks.createBlock('iafluence/chatbot', { button: 'Oui' })));
    await editor.locator('[data-type="iafluence/chatbot"] input').first().waitFor();
    await editor.close();
  });
}

/** The fields that the page would send, its nonce among them. */
async function form(page) {
  await page.goto(`${SITE}/wp-admin/options-general.php?page=iafluence`);
  const fields = await page.evaluate(() => [...new FormData(document.querySelector('form[action="options.php"]'))].map(([name, value]) => [name, String(value)]));
  return new URLSearchParams(fields);
}

async function send(page, body) {
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const headers = { Cookie: cookies, Referer: `${SITE}/wp-admin/options-general.php?page=iafluence` };
  const response = await fetch(`${SITE}/wp-admin/options.php`, { method: 'POST', body, headers, redirect: 'manual' });
  return { status: response.status === 302 ? 200 : response.status };
}

async function looksClean(browser, admin) {
  admin.dialogs.length = 0;
  await admin.goto(`${SITE}/wp-admin/options-general.php?page=iafluence`);
  const visitor = await somebody(browser);
  for (const path of ['/', '/shortcode/', '/block/']) await visitor.goto(SITE + path);
  await visitor.waitForTimeout(200);
  equal([...admin.dialogs, ...visitor.dialogs], []);
  equal(await admin.locator('.wrap script, .wrap svg, .wrap [onerror], .wrap [onload]').count(), 0);
  equal(await visitor.locator('img[src=x], svg[onload], [onerror]').count(), 0);
  await visitor.context().close();
}
