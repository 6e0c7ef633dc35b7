import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";

const read = (file: string): Record<string, string> => JSON.parse(readFileSync(file, "utf8"));
const sources = readdirSync("js/src", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts")).map((file) => readFileSync(`js/src/${file}`, "utf8")).join("\n");

for (const [name, folder] of [["texts", "../IAfluence.Web/WidgetApi/Texts"], ["phrases", "js/src/more/phrases"]] as const)
  describe(`The widget's ${name}`, () => {
    const reference = read(`${folder}/fr.json`);

    it("are there in eight languages", () => assert.deepEqual(readdirSync(folder).sort(), ["ar", "de", "en", "es", "fr", "it", "nl", "pt"].map((locale) => locale + ".json")));

    it("are all used", () => {
      for (const key of Object.keys(reference)) assert.match(sources, new RegExp(`${name}\\.${key}\\b|"${key}"`), key);
    });

    for (const file of readdirSync(folder))
      it(`are complete in ${file}, with their numbers and names, and as they are printed`, () => {
        const texts = read(`${folder}/${file}`);
        assert.deepEqual(Object.keys(texts), Object.keys(reference));
        for (const [key, text] of Object.entries(texts)) {
          assert.deepEqual(text.match(/\{\w+\}/g), reference[key]!.match(/\{\w+\}/g), key);
          assert.doesNotMatch(text, /['"]|\.\.\.|^\s|\s$/, key);
          if (file === "fr.json") assert.doesNotMatch(text, /[^\u202f][?!;]|[^\u00a0]:/, key);
        }
      });
  });
