// Everything here makes pages quicker; none of it is needed to do a task.
// No strings live in scripts: texts come from the page, as elements or data- attributes.
import "htmx.org/dist/htmx.esm.js";
import "./requests.js";
import "./menus.js";
import "./toasts.js";
import "./search.js";
import "./theme.js";
import "./guards.js";
import "./drafts.js";
import "./session.js";
import "./network.js";
import "./clock.js";
import "./waits.js";
import "./shortcuts.js";
import "./fields.js";
import "./choosing.js";
import "./till.js";
import "./notes.js";
import "./live.js";
import "./calendar.js";
import "./passkeys.js";
