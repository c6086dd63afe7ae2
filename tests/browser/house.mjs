// A house for the browser tests: a database of its own, one English and one Arabic clinic, the real program on a free
// port, real Chromium. Everything is gone afterwards.
import { spawn, execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const run = promisify(execFile);
const need = (name) => process.env[name] ?? (() => { throw new Error(`${name} is not set: run ./test browser`); })();
/** In which light pages are looked at: each direction of reading in one of its own, and in both with LOOKS=all. */
export const lights = (lang) => (process.env.LOOKS === "all" ? ["light", "dark"] : [lang === "ar" ? "dark" : "light"]);
export const password = "a quiet morning at the desk";

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Node resolves no *.localhost, and its fetch sends no Host of one's own. */
const send = (port, options, body) =>
  new Promise((resolve, reject) => {
    const call = request({ host: "127.0.0.1", port, ...options }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => (text += part)).on("end", () => resolve({ status: answer.statusCode, text, retryAfter: Number(answer.headers["retry-after"] ?? 1) }));
    });
    call.once("error", reject).end(body && JSON.stringify(body));
  });

/** Where it is ten in the morning now, so that what is booked from here on is today's. POSIX counts west of Greenwich. */
const morningZone = () => {
  const east = ((10 - new Date().getUTCHours() + 35) % 24) - 11;
  return east === 0 ? "Etc/UTC" : `Etc/GMT${east > 0 ? `-${east}` : `+${-east}`}`;
};

/** A click that leads on to another page is done when that page is there whole, not when its first line is. */
const clicksToTheEnd = (page) => {
  const click = page.click.bind(page);
  page.click = async (...what) => {
    await click(...what);
    await page.waitForLoadState();
  };
  return page;
};

/** Starts all of it; `await house.close()` ends it. */
export async function openHouse() {
  const folder = await mkdtemp(path.join(tmpdir(), "praxis-browser-"));
  const name = `browser_${process.pid}_${Date.now()}`;
  const server = need("TEST_DATABASE_URL");
  await run("psql", ["--quiet", server, "-c", `create database ${name}`], { env: { ...process.env, PSQLRC: "/dev/null" } });
  const [port, admin] = [await freePort(), await freePort()];
  const env = {
    ...process.env,
    DATABASE_URL: server.replace(/\/postgres\?/, `/${name}?`),
    PRAXIS_DATA_DIR: folder,
    PRAXIS_LISTEN: `127.0.0.1:${port}`,
    PRAXIS_ADMIN_LISTEN: `127.0.0.1:${admin}`,
    PRAXIS_LOG: "warn",
    // Whom a test has told of what happens listens beside it.
    PRAXIS_WEBHOOK_REACH: "loopback",
  };
  const praxis = (args, input) =>
    new Promise((resolve, reject) => {
      const child = execFile(need("PRAXIS"), args, { env }, (error, out, err) => (error ? reject(new Error(err || String(error))) : resolve(out)));
      child.stdin.end(input ?? "");
    });
  for (const [slug, title, locale] of [["demo", "Riverside Clinic", "en"], ["amal", "عيادة الأمل", "ar"]]) {
    await praxis(["tenant", "create", slug, "--name", title, "--domain", `${slug}.localhost`, "--region", "EG", "--time-zone", morningZone(), "--currency", "EGP", "--locale", locale]);
    for (const role of ["admin", "doctor", "reception", "auditor"]) {
      await praxis(["user", "create", "--tenant", slug, "--username", role, "--display-name", `Test ${role}`, "--role", role, "--password-stdin"], password);
    }
  }
  const program = spawn(need("PRAXIS"), ["serve"], { env, stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve, reject) => {
    program.stdout.on("data", (text) => String(text).includes("Ready on") && resolve());
    program.once("exit", (code) => reject(new Error(`praxis ended with ${code}`)));
  });
  const browser = await chromium.launch({
    executablePath: need("CHROMIUM"),
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  });

  const at = (clinic) => `http://${clinic}.localhost:${port}`;
  const psql = async (text) => (await run("psql", ["--quiet", "-At", env.DATABASE_URL, "-c", text], { env: { ...process.env, PSQLRC: "/dev/null" } })).stdout.trim();
  return {
    at,
    praxis,
    browser,
    /** What the clock would do to a clinic's rows, without waiting for it. `room` becomes the clinic's schema. */
    async sql(text, clinic = "demo") {
      const id = await psql(`select id from platform.tenant where slug = '${clinic}'`);
      return psql(text.replaceAll("room.", `t_${id.replaceAll("-", "")}.`));
    },
    /** Somebody new on the staff. */
    hire: (username, role, clinic = "demo") => praxis(["user", "create", "--tenant", clinic, "--username", username, "--display-name", username, "--role", role, "--password-stdin"], password),
    /** A window of somebody signed in. */
    async signedIn(role, { clinic = "demo", before, ...options } = {}) {
      const context = await browser.newContext({ baseURL: at(clinic), viewport: { width: 1280, height: 900 }, ...options });
      const page = clicksToTheEnd(await context.newPage());
      await before?.(page);
      await page.goto("/doctor/staff-login/");
      await page.fill("#username", role);
      await page.fill("#password", password);
      await page.click("form[action='/doctor/staff-login/'] button:not([type=button])");
      await page.waitForURL((url) => !url.pathname.includes("staff-login"));
      return page;
    },
    /** The JSON API as somebody. */
    async api(role, clinic = "demo") {
      const headers = { "content-type": "application/json" };
      const call = async (method, target, body, patience = 3) => {
        const { status, text, retryAfter } = await send(port, { method, path: target, headers: { ...headers, host: `${clinic}.localhost:${port}` } }, body);
        if (status === 503 && method === "GET" && patience > 0) {
          await setTimeout(1000 * retryAfter);
          return call(method, target, body, patience - 1);
        }
        if (status >= 300) throw new Error(`${method} ${target}: ${status} ${text}`);
        return text ? JSON.parse(text) : null;
      };
      const { access } = await call("POST", "/api/auth/login/", { username: role, password });
      headers.authorization = `Bearer ${access}`;
      return call;
    },
    async close() {
      await browser.close();
      program.kill("SIGTERM");
      await new Promise((resolve) => (program.exitCode === null ? program.once("exit", resolve) : resolve()));
      await run("psql", ["--quiet", server, "-c", `drop database if exists ${name} with (force)`]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
