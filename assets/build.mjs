// Builds everything the browser loads into assets/dist/: one style sheet per writing
// direction, one script, the icon sprite, the favicon, and .br and .gz beside each.
import { build, transform } from "esbuild";
import { readFile, readdir, mkdir, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import zlib from "node:zlib";
import { fileURLToPath } from "node:url";
import path from "node:path";
import postcss from "postcss";
import rtlcss from "rtlcss";
import { icons, favicon } from "./icons.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const out = path.join(here, "dist");
// Oldest browsers we promise: these know :has, logical properties and <dialog>.
const target = ["chrome120", "firefox121", "safari16.4"];

/**
 * Bootstrap's chosen parts, compiled again only when they or the packages change:
 * Sass takes longer than all the rest. The deprecations are Bootstrap's to mend, not ours.
 */
async function bootstrap() {
  const hash = createHash("sha256");
  for (const file of ["assets/css/bootstrap.scss", "package-lock.json"]) hash.update(await readFile(path.join(root, file)));
  const kept = path.join(root, "node_modules/.cache/praxis", `bootstrap-${hash.digest("hex").slice(0, 16)}.css`);
  try {
    return await readFile(kept, "utf8");
  } catch {
    const css = await compileBootstrap();
    await mkdir(path.dirname(kept), { recursive: true });
    await writeFile(kept, css);
    return css;
  }
}

async function compileBootstrap() {
  const sass = await import("sass");
  return sass.compile(path.join(here, "css/bootstrap.scss"), {
    loadPaths: [path.join(root, "node_modules")],
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
    logger: sass.Logger.silent,
  }).css;
}

/** Our own sheets, in the order of their names. */
async function own() {
  const names = (await readdir(path.join(here, "css"))).filter((n) => n.endsWith(".css")).sort();
  const sheets = await Promise.all(names.map((n) => readFile(path.join(here, "css", n), "utf8")));
  return sheets.join("\n");
}

/** `data-bs-theme="auto"` follows the system; paper is always light. */
const themes = {
  postcssPlugin: "themes",
  Once(sheet) {
    const dark = /\[data-bs-theme=["']?dark["']?\]/g;
    const rules = [];
    sheet.walkRules((rule) => {
      if (rule.selector.match(dark)) rules.push(rule);
    });
    for (const rule of rules) {
      const forced = postcss.atRule({ name: "media", params: "screen" });
      const system = postcss.atRule({ name: "media", params: "screen and (prefers-color-scheme:dark)" });
      forced.append(rule.clone());
      system.append(rule.clone({ selector: rule.selector.replace(dark, "[data-bs-theme=auto]") }));
      rule.replaceWith(forced, system);
    }
  },
};

/** What holds for `.as-list` holds for `.as-fits` where there is no room for a grid. */
const lists = {
  postcssPlugin: "lists",
  Once(sheet) {
    const rules = [];
    sheet.walkRules(/\.as-list/, (rule) => rules.push(rule));
    for (const rule of rules) {
      const narrow = postcss.atRule({ name: "media", params: "(max-width:767.98px)" });
      narrow.append(rule.clone({ selector: rule.selector.replaceAll(".as-list", ".as-fits") }));
      rule.after(narrow);
    }
  },
};

/** Classes that say where something stands in a day and how long it is: `h9 m15 x0 y30`, between `from8` and `to18`. */
function places() {
  const each = (count, line) => Array.from({ length: count }, (_, number) => line(number)).join("");
  const one = (name) => (number) => `.${name}${number}{--${name}:${number}}`;
  return [each(25, one("h")), each(60, one("m")), each(25, one("x")), each(60, one("y")), each(24, one("from")), each(25, one("to")), each(6, one("l")), each(7, one("n"))].join("");
}

async function styles() {
  const [base, ours] = await Promise.all([bootstrap(), own()]);
  const themed = (css) => postcss([themes]).process(css, { from: undefined }).then((r) => r.css);
  const minify = async (css) => (await transform(css, { loader: "css", minify: true, target, legalComments: "none" })).code;
  const [plain, mirrored] = await Promise.all([themed(base), themed(rtlcss.process(base))]);
  // Ours knows no left and right, so only Bootstrap is mirrored.
  const rest = await themed((await postcss([lists]).process(ours, { from: undefined })).css + places());
  return { "app.css": await minify(plain + rest), "app.rtl.css": await minify(mirrored + rest) };
}

async function script() {
  const result = await build({
    entryPoints: [path.join(here, "js/app.js")],
    bundle: true,
    minify: true,
    format: "iife",
    target,
    write: false,
    legalComments: "none",
  });
  return { "app.js": result.outputFiles[0].text };
}

function sprite() {
  // Stroke, fill and width come from the class .icon where a symbol is used.
  const symbols = Object.entries(icons).map(([id, body]) => `<symbol id="${id}" viewBox="0 0 24 24">${body}</symbol>`);
  return { "icons.svg": `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`, "favicon.svg": favicon };
}

const started = performance.now();
const [css, js] = await Promise.all([styles(), script()]);
const files = { ...css, ...js, ...sprite() };

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);
const lines = await Promise.all(
  Object.entries(files).map(async ([name, text]) => {
    const bytes = Buffer.from(text);
    const [br, gz] = await Promise.all([brotli(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }), gzip(bytes, { level: 9 })]);
    await Promise.all([writeFile(path.join(out, name), bytes), writeFile(path.join(out, `${name}.br`), br), writeFile(path.join(out, `${name}.gz`), gz)]);
    return `${name.padEnd(12)} ${String(bytes.length).padStart(7)}  br ${String(br.length).padStart(6)}  gz ${String(gz.length).padStart(6)}`;
  }),
);
console.log(lines.join("\n"));
console.log(`built in ${Math.round(performance.now() - started)} ms`);
