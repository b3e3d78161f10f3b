// Writes expected.json beside this file: what citeproc-js makes of items.json in the official styles.
//
//   npm install --no-save citeproc @citation-js/plugin-csl      (the latter for its en-US locale)
//   node reference.mjs FOLDER_WITH_THE_CSL_FILES
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "any.js"));
const CSL = require("citeproc");
const here = new URL(".", import.meta.url).pathname;
const folder = process.argv[2];
const packed = join(require.resolve("@citation-js/plugin-csl"), "../../lib-mjs/locales.json");
const locale = JSON.parse(readFileSync(packed, "utf8"))["en-US"];
const cases = JSON.parse(readFileSync(join(here, "items.json"), "utf8"));

const STYLES = {
  "chicago-notes": "chicago-notes-bibliography",
  "chicago-notes-17": "chicago-notes-bibliography-subsequent-author-title-17th-edition",
  "chicago-author-date": "chicago-author-date",
  apa: "apa",
  mla: "modern-language-association",
};

function engineFor(file) {
  const items = Object.fromEntries(cases.map(({ item }) => [item.id, item]));
  const system = { retrieveLocale: () => locale, retrieveItem: (id) => items[id] };
  const engine = new CSL.Engine(system, readFileSync(join(folder, `${file}.csl`), "utf8"), "en-US", true);
  engine.setOutputFormat("text");
  engine.updateItems(cases.map(({ item }) => item.id));
  return engine;
}

// Every work is cited once, and then once more: a later note is never the one after the first.
function cited(engine) {
  const shown = new Map();
  const before = [];
  [...cases, ...cases].forEach(({ item, locator }, index) => {
    const place = locator ? { locator: locator.value, label: locator.label } : {};
    const noteIndex = engine.opt.xclass === "note" ? index + 1 : 0;
    const cluster = { citationID: `c${index}`, citationItems: [{ id: item.id, ...place }], properties: { noteIndex } };
    const [, changed] = engine.processCitationCluster(cluster, before, []);
    for (const [at, text] of changed) shown.set(at, text);
    before.push([cluster.citationID, noteIndex]);
  });
  return [...cases, ...cases].map((_, index) => shown.get(index));
}

const found = { citeproc: CSL.PROCESSOR_VERSION, styles: {} };
for (const [name, file] of Object.entries(STYLES)) {
  const engine = engineFor(file);
  const texts = cited(engine);
  // Works that a style leaves out of a bibliography have no entry, though they keep an id.
  const [ids, entries] = engine.makeBibliography();
  const left = new Set(ids.bibliography_errors.map(({ itemID }) => itemID));
  const listed = ids.entry_ids.map(([id]) => id).filter((id) => !left.has(id));
  if (listed.length !== entries.length) console.log(name, listed.length, entries.length, ids.bibliography_errors);
  found.styles[name] = {
    file,
    first: texts.slice(0, cases.length),
    later: texts.slice(cases.length),
    bibliography: listed.map((id, at) => [id, entries[at].trim()]),
  };
}
writeFileSync(join(here, "expected.json"), JSON.stringify(found, null, 1) + "\n");
