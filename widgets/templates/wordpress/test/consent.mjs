// Waiting for consent: each manager is stood in for by what its documentation promises to scripts of a page.
import { CHAT, SITE, check, equal, launcher, save, somebody } from './harness.mjs';

const MANAGERS = {
  event: { before: () => {}, agree: () => document.dispatchEvent(new Event('iafluence:consent')) },
  'wp-consent-api': {
    values: { category: 'marketing' },
    before: () => { window.wp_has_consent = () => false; },
    other: () => document.dispatchEvent(new CustomEvent('wp_listen_for_consent_change', { detail: { statistics: 'allow' } })),
    agree: () => document.dispatchEvent(new CustomEvent('wp_listen_for_consent_change', { detail: { marketing: 'allow' } })),
  },
  complianz: {
    values: { category: 'marketing' },
    before: () => { window.cmplz_has_consent = () => false; },
    other: () => document.dispatchEvent(new CustomEvent('cmplz_enable_category', { detail: { category: 'statistics' } })),
    agree: () => document.dispatchEvent(new CustomEvent('cmplz_enable_category', { detail: { category: 'marketing' } })),
  },
  tarteaucitron: {
    before: () => { window.tarteaucitron = { services: {}, job: [] }; },
    agree: () => window.tarteaucitron.job.forEach(key => window.tarteaucitron.services[key].js()),
  },
  axeptio: {
    values: { vendor: 'chat_martin' },
    before: () => {},
    other: () => window._axcb.forEach(use => use({ on: (name, tell) => name === 'cookies:complete' && tell({ other: true }) })),
    agree: () => window._axcb.forEach(use => use({ on: (name, tell) => name === 'cookies:complete' && tell({ chat_martin: true }) })),
  },
  didomi: {
    values: { vendor: 'c:chat-martin' },
    before: () => { window.Didomi = { getCurrentUserStatus: () => ({ vendors: window.choices ?? {} }) }; },
    other: () => window.didomiOnReady.forEach(use => use(window.Didomi)),
    agree: () => {
      window.choices = { 'c:chat-martin': { id: 'c:chat-martin', enabled: true } };
      window.didomiEventListeners.filter(({ event }) => event === 'consent.changed').forEach(({ listener }) => listener({}));
    },
  },
};

export async function consent(browser, { admin }) {
  for (const [manager, { values = {}, before, other, agree }] of Object.entries(MANAGERS)) {
    await check(`consent in ${manager}: nothing before it, the chatbot after it`, async () => {
      await save(admin, { consent: manager, category: 'functional', vendor: 'iafluence', ...values });
      const page = await somebody(browser);
      const calls = [];
      page.on('request', request => request.url().startsWith(CHAT) && calls.push(request.url()));
      await page.addInitScript(before);
      await page.goto(`${SITE}/`, { waitUntil: 'load' });
      await page.waitForFunction(() => !!document.querySelector('script[data-consent]'));
      await page.waitForTimeout(300);
      if (other) await page.evaluate(other);
      await page.waitForTimeout(100);
      equal([calls, await page.locator('iafluence-widget').count()], [[], 0], 'before consent');
      await page.evaluate(agree);
      await launcher(page).waitFor();
      await page.evaluate(agree);
      equal(await page.locator('iafluence-widget').count(), 1);
      await page.context().close();
    });
  }
  await save(admin, { consent: 'none' });
}
