// Keeps texts, templates and style sheets together:
// - every locale has the same files, the same keys and the same arguments, and parses;
// - plural selectors name the forms their language has;
// - every key that a template asks for by name exists, with the kind of argument it needs;
// - our style sheets know no left and right.
import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { parse } from "@fluent/syntax";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const clinic = path.join(root, "crates/clinic");
const problems = [];
const say = (where, what) => problems.push(`${path.relative(root, where)}: ${what}`);

const PLURALS = { en: ["one", "other"], fr: ["one", "other"], ar: ["zero", "one", "two", "few", "many", "other"], he: ["one", "two", "other"] };

async function under(dir, ext) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries.filter((e) => e.isFile() && e.name.endsWith(ext)).map((e) => path.join(e.parentPath ?? e.path, e.name)).sort();
}

function inspect(node, found) {
  if (!node || typeof node !== "object") return found;
  if (node.type === "VariableReference") found.args.add(node.id.name);
  if (node.type === "SelectExpression") found.selects.push(node.variants.map((v) => v.key.name ?? v.key.value));
  for (const child of Object.values(node)) {
    if (Array.isArray(child)) child.forEach((c) => inspect(c, found));
    else if (child?.type) inspect(child, found);
  }
  return found;
}

async function texts(locale) {
  const messages = new Map();
  for (const file of await under(path.join(clinic, "texts", locale), ".ftl")) {
    const topic = path.basename(file);
    for (const entry of parse(await readFile(file, "utf8"), { withSpans: false }).body) {
      if (entry.type === "Junk") say(file, `cannot be read: ${entry.content.split("\n")[0]}`);
      if (entry.type !== "Message") continue;
      const key = entry.id.name;
      if (messages.has(key)) say(file, `${key} is defined twice`);
      const found = inspect(entry.value, { args: new Set(), selects: [] });
      for (const forms of found.selects) {
        const missing = PLURALS[locale].filter((f) => !forms.includes(f));
        if (missing.length) say(file, `${key} lacks the plural forms ${missing.join(", ")}`);
      }
      messages.set(key, { topic, args: found.args });
    }
  }
  return messages;
}

const locales = (await readdir(path.join(clinic, "texts"))).sort();
const all = Object.fromEntries(await Promise.all(locales.map(async (l) => [l, await texts(l)])));
const en = all.en;
for (const locale of locales.filter((l) => l !== "en")) {
  const dir = path.join(clinic, "texts", locale);
  for (const [key, { topic, args }] of en) {
    const other = all[locale].get(key);
    if (!other) say(path.join(dir, topic), `lacks ${key}`);
    else if (other.topic !== topic) say(path.join(dir, other.topic), `${key} belongs into ${topic}`);
    // A plural may spell "one" out, but nothing may ask for what English does not get.
    else for (const arg of other.args) if (!args.has(arg)) say(path.join(dir, topic), `${key} uses $${arg}, English does not`);
    if (other) for (const arg of args) if (!other.args.has(arg)) say(path.join(dir, topic), `${key} does not use $${arg}`);
  }
  for (const key of all[locale].keys()) if (!en.has(key)) say(path.join(dir, all[locale].get(key).topic), `${key} is not in English`);
}

// page.t("key"), page.tn("key", n), page.ta("key", "name", value)
let asked = 0;
for (const file of await under(path.join(clinic, "templates"), ".html")) {
  const html = await readFile(file, "utf8");
  for (const [, how, key, arg] of html.matchAll(/\.(t|tn|ta)\(\s*"([^"]+)"(?:\s*,\s*"([^"]+)")?/g)) {
    asked += 1;
    const text = en.get(key);
    if (!text) say(file, `asks for ${key}, which no locale has`);
    else if (how === "t" && text.args.size) say(file, `${key} needs $${[...text.args].join(", $")}: use tn or ta`);
    else if (how === "tn" && !text.args.has("count")) say(file, `${key} has no $count`);
    else if (how === "ta" && arg && !text.args.has(arg)) say(file, `${key} has no $${arg}`);
  }
  if (/\sstyle\s*=\s*"|\son[a-z]+\s*=\s*"|\shx-on/.test(html)) say(file, "inline style or handler: the content security policy forbids it");
  if (/hx-trigger="[^"]*\[/.test(html)) say(file, "a filter in hx-trigger needs eval, which the content security policy forbids");
}

const PHYSICAL = /(?:^|[;{\s])((?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)(?:-[a-z]+)?|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)/g;
for (const file of await under(path.join(root, "assets/css"), ".css")) {
  for (const [index, line] of (await readFile(file, "utf8")).split("\n").entries()) {
    for (const match of line.matchAll(PHYSICAL)) say(file, `line ${index + 1}: ${match[0].trim()} is physical; use inline-start and inline-end`);
  }
}

const lock = await readFile(path.join(root, "package-lock.json"), "utf8");
if (lock.includes('"resolved":')) say(path.join(root, "package-lock.json"), "names where packages were fetched from");

if (problems.length) {
  console.error(problems.join("\n"));
  process.exit(1);
}
console.log(`${en.size} texts in ${locales.join(", ")}; ${asked} uses in templates; style sheets logical`);
