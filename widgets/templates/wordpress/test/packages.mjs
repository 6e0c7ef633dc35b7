// Every package that the installation gives out is sound PHP, whatever the chatbot is called.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHAT, WORK, check, equal, php, that } from './harness.mjs';

// Without WordPress: the class that holds the chatbot's name, and its value.
const SHOW_NAME = "define('ABSPATH', '/'); require $argv[1]; echo json_encode(array(IAfluence_Installation::NAME, IAfluence_Installation::CHATBOT, IAfluence_Installation::ADDRESS), JSON_UNESCAPED_UNICODE);";
const UNZIP = '$z = "phar://" . $argv[1]; foreach (new RecursiveIteratorIterator(new PharData($argv[1])) as $f) { $to = $argv[2] . substr($f->getPathname(), strlen($z)); @mkdir(dirname($to), 0777, true); copy($f->getPathname(), $to); }';

export async function unpack(key, folder) {
  const response = await fetch(`${CHAT}/widget/v1/chatbots/${key}/wordpress.zip`);
  that(response.ok, `the package of ${key} answered ${response.status}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const zip = `${folder}.zip`;
  writeFileSync(zip, Buffer.from(await response.arrayBuffer()));
  php('-r', UNZIP, zip, folder);
  return zip;
}

export async function packages() {
  const { clients: [{ chatbots }] } = JSON.parse(readFileSync(join(WORK, 'bootstrap.json'), 'utf8'));
  for (const { publicKey, name } of chatbots) {
    await check(`package for ${JSON.stringify(name)}: every file is PHP that says nothing by itself`, async () => {
      const folder = join(WORK, 'packages', publicKey);
      await unpack(publicKey, folder);
      for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.php'))) {
        php('-l', join(folder, file));
        // Outside WordPress each file ends at once: it prints nothing and defines nothing.
        equal(php('-d', 'display_errors=1', join(folder, file)), '', file);
      }
      equal(JSON.parse(php('-r', SHOW_NAME, join(folder, 'iafluence/includes/class-iafluence-installation.php'))), [name, publicKey, CHAT]);
    });
  }
  await check('uninstalling in a network of sites removes the option of each', () => {
    const script = `define('WP_UNINSTALL_PLUGIN', 1); function is_multisite() { return true; } function get_sites($a) { return array(1, 2, 3); }
      function delete_blog_option($site, $name) { echo "$site:$name "; } function get_site_transient($name) { return false; } require $argv[1];`;
    equal(php('-r', script, join(WORK, 'packages/pk_martin/iafluence/uninstall.php')), '1:iafluence 2:iafluence 3:iafluence ');
  });
}
