// An Identity Service for the tests: the certified oidc-provider, in memory, on a free port of this machine. It prints
// its address as one line of JSON, and ends with its standard input.
//
// Beside the standard's own paths it has some under /test/: how often each path was asked for, a new signing key, and
// who sits at the keyboard when somebody is to sign in.
import { createServer } from "node:http";
import { generateKeyPairSync } from "node:crypto";
import { Provider } from "oidc-provider";

const people = {
  "user-mona": { preferred_username: "mona", name: "Mona Adel", email: "mona@example.org", email_verified: true, org_id: "nile", roles: ["physician"] },
  "user-omar": { preferred_username: "omar", name: "Omar Said", email: "omar@example.org", email_verified: true, org_id: "nile", roles: ["desk"] },
  "user-jean": { preferred_username: "jean", name: "Jean Petit", email: "jean@example.org", email_verified: true, org_id: "seine", roles: ["physician"] },
};

// Programs that ask in their own name. What they are is part of who they are.
const programs = {
  "desk-program": { org_id: "nile", roles: ["desk"] },
  "chart-program": { org_id: "nile", roles: ["physician", "janitor"] },
  "idle-program": { org_id: "nile", roles: ["janitor"] },
  "seine-program": { org_id: "seine", roles: ["desk"] },
};

const lives = 3600;
let keys = [newKey("first")];
let visitor = null;
let provider;
const counts = {};
const control = { now: () => Math.floor(Date.now() / 1000), keys: () => keys.map((key) => key.kid) };

function newKey(kid) {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { ...privateKey.export({ format: "jwk" }), kid, alg: "ES256", use: "sig" };
}

function configuration(origin) {
  const resource = (audience, format) => ({ scope: "api", audience, accessTokenTTL: lives, accessTokenFormat: format, jwt: { sign: { alg: "ES256" } } });
  const resources = { "urn:praxis": resource("praxis", "jwt"), "urn:other": resource("other", "jwt"), "urn:praxis:opaque": resource("praxis", "opaque") };
  const program = (client_id) => ({ client_id, client_secret: `${client_id}-secret`, grant_types: ["client_credentials"], redirect_uris: [], response_types: [] });
  return {
    jwks: { keys },
    clientDefaults: { id_token_signed_response_alg: "ES256" },
    clients: [
      ...Object.keys(programs).map(program),
      {
        client_id: "praxis-web", client_secret: "praxis-web-secret", grant_types: ["authorization_code"], response_types: ["code"],
        redirect_uris: ["http://nile.localhost/auth/identity/callback/", ...process.argv.slice(2)],
      },
    ],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      resourceIndicators: { enabled: true, getResourceServerInfo: (_, name) => resources[name], defaultResource: () => undefined },
    },
    claims: { openid: ["sub"], profile: ["name", "preferred_username"], email: ["email", "email_verified"], clinic: ["org_id", "roles"] },
    scopes: ["openid", "profile", "email", "clinic", "api"],
    pkce: { required: () => true },
    ttl: { AccessToken: lives, ClientCredentials: lives, IdToken: lives, Grant: lives, Interaction: lives, Session: lives },
    findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
    extraTokenClaims: (_, token) => (token.kind === "ClientCredentials" ? { ...programs[token.clientId], sub: token.clientId } : undefined),
    interactions: { url: (_, interaction) => `/sign-in/${interaction.uid}` },
    cookies: { keys: ["not a secret"] },
    renderError: (context, _, error) => {
      context.type = "text";
      context.body = `${error.message}: ${error.error_description} ${origin}`;
    },
  };
}

// Signs in whoever sits at the keyboard, and agrees to all; nobody there means they went away.
async function signIn(request, response) {
  const { params, prompt, session } = await provider.interactionDetails(request, response);
  if (!visitor) return provider.interactionFinished(request, response, { error: "access_denied", error_description: "went away" });
  const result = { login: { accountId: visitor } };
  if (prompt.name === "consent") {
    const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    result.consent = { grantId: await grant.save() };
  }
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

async function body(request) {
  let text = "";
  for await (const part of request) text += part;
  return text ? JSON.parse(text) : {};
}

const server = createServer(async (request, response) => {
  const path = new URL(request.url, "http://service").pathname;
  const tell = (value) => response.setHeader("content-type", "application/json").end(JSON.stringify(value));
  try {
    if (path === "/test/state") return tell({ now: control.now(), keys: control.keys(), counts });
    if (path === "/test/rotate") {
      keys = [newKey(`key-${keys[0].kid}`)];
      make();
      return tell({});
    }
    if (path === "/test/people") {
      const { at_keyboard, roles } = await body(request);
      visitor = at_keyboard ?? null;
      if (roles) people[visitor].roles = roles;
      return tell({});
    }
    counts[path] = (counts[path] ?? 0) + 1;
    if (path.startsWith("/sign-in/")) return await signIn(request, response);
    return provider.callback()(request, response);
  } catch (error) {
    response.statusCode = 500;
    return response.end(String(error));
  }
});

function make() {
  const origin = `http://127.0.0.1:${server.address().port}`;
  provider = new Provider(origin, configuration(origin));
  return origin;
}

server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ issuer: make() })));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
