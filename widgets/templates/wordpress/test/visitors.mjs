// What visitors see: the widget answers, caches share pages and never conversations, optimisers do no harm.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SITE, WORK, ask, check, conversationOf, equal, html, launcher, say, somebody, sql, that } from './harness.mjs';

export async function visitors(browser) {
  await check('the widget answers a question on a page, and stores nothing before', async () => {
    const page = await somebody(browser);
    await page.goto(`${SITE}/`);
    await launcher(page).waitFor();
    equal(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, '']);
    equal(await page.context().cookies(), []);
    await ask(page, 'Quels sont vos horaires ?');
    equal(page.dialogs, []);
    await page.context().close();
  });

  await check('the tag is the same for every visitor and names the plugin', async () => {
    const [one, two] = await Promise.all([html('/'), html('/', { Cookie: 'visitor=2' })]);
    const tags = text => text.match(/<script[^>]*data-chatbot[^>]*>/g);
    equal(tags(one), tags(two));
    equal(tags(one).length, 2, 'the tag and its spare options');
    for (const part of ['async', 'data-source="wordpress/1.0.0"', 'data-cfasync="false"', 'data-no-optimize="1"', 'nowprocket'])
      that(tags(one)[0].includes(part), `${part} is not in ${tags(one)[0]}`);
  });

  await check('two visitors of one cached page have conversations of their own', async () => {
    rmSync(join(WORK, 'cached.html'), { force: true });
    const [first, second] = [await somebody(browser), await somebody(browser)];
    await first.goto(`${SITE}/cached/`);
    const response = await second.goto(`${SITE}/cached/`);
    equal(response.headers()['x-cache'], 'hit');
    await ask(first, 'Quels sont vos horaires ?');
    await launcher(second).click();
    await second.locator('iafluence-widget').getByText('Bonjour !').first().waitFor();
    equal(await second.locator('iafluence-widget').getByText('horaires').count(), 0, 'what the first has asked, before the second');
    await say(second, 'Quels sont vos horaires ?');
    const [one, two] = [await conversationOf(first), await conversationOf(second)];
    that(one && two && one !== two, 'they share a conversation');
    await Promise.all([first.context().close(), second.context().close()]);
  });

  for (const how of ['defer', 'delay', 'combine']) {
    await check(`it works where an optimiser would ${how} its script all the same`, async () => {
      that(existsSync(join(WORK, 'cached.html')), 'there is no cached page');
      const page = await somebody(browser);
      await page.goto(`${SITE}/optimised/${how}/`);
      await page.mouse.move(50, 50);
      await page.mouse.move(60, 60);
      await ask(page, 'Quels sont vos horaires ?');
      equal(await page.locator('iafluence-widget').count(), 1);
      await page.context().close();
    });
  }

  await check('shortcode: its button opens the chatbot and asks', async () => {
    post('shortcode', '[iafluence button="Une question ?" ask="Quels sont vos horaires ?"]');
    const page = await somebody(browser);
    await page.goto(`${SITE}/shortcode/`);
    await page.getByRole('button', { name: 'Une question ?' }).click();
    await page.locator('iafluence-widget').getByText('7 h à 19 h').first().waitFor();
    await page.context().close();
  });

  await check('block: its button opens the chatbot', async () => {
    post('block', '<!-- wp:iafluence/chatbot {"button":"Parlons-en"} /-->');
    const page = await somebody(browser);
    await page.goto(`${SITE}/block/`);
    await page.getByRole('button', { name: 'Parlons-en' }).click();
    await page.locator('iafluence-widget textarea').waitFor();
    await page.context().close();
  });

  await check('shortcode: another chatbot stands alone on its page', async () => {
    post('other', '[iafluence chatbot="pk_other" color="#aa0000" side="left"]');
    const tags = (await html('/other/')).match(/<script src=[^>]*data-chatbot[^>]*>/g);
    equal(tags.length, 1);
    for (const part of ['data-chatbot="pk_other"', 'data-color="#aa0000"', 'data-side="left"']) that(tags[0].includes(part), tags[0]);
  });

  await check('shortcode: hostile attributes are text or nothing', async () => {
    post('hostile', '[iafluence chatbot="x onload=alert(1)" color="red;}" locale="</script><script>alert(2)</script>" button="&lt;img src=x onerror=alert(3)&gt;" ask="\\"><script>alert(4)</script>"]'.replaceAll("'", "''"));
    const page = await somebody(browser);
    await page.goto(`${SITE}/hostile/`);
    await page.waitForTimeout(300);
    equal(page.dialogs, []);
    equal(await page.locator('main img, main script, main [onerror], [onload]').count(), 0);
    await page.context().close();
  });
}

/** A published page with this content. */
export function post(name, content, type = 'page') {
  const text = content.replaceAll('\\', '\\\\').replaceAll("'", "''");
  sql(`INSERT INTO wp_posts (post_author, post_date, post_date_gmt, post_content, post_title, post_excerpt, post_status, post_name, post_type, post_modified, post_modified_gmt, to_ping, pinged, post_content_filtered)
    VALUES (1, NOW(), UTC_TIMESTAMP(), '${text}', '${name}', '', 'publish', '${name}', '${type}', NOW(), UTC_TIMESTAMP(), '', '', '')`);
}
