"""Runs the lines of docs/api.md as they stand, against the demo clinic, and compares what comes back.

Usage: documented.py, with PRAXIS set to the program; ./test documented sees to all of it.

A block ```sh 401 has to succeed, and its last request has to be answered with that status; without one it only has to
succeed. A ```json block after it is what it prints, or a part: every field shown must be there and hold what is shown,
where "…" stands for anything.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

DOCUMENT = Path(__file__).parents[2] / "docs" / "api.md"
SHOWN = "http://demo.localhost:8000"
BLOCK = re.compile(r"^```(sh|json)(?: (\d{3}))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# An authenticator app, where none is installed.
OATHTOOL = """
import base64, hashlib, hmac, struct, sys, time
key = base64.b32decode(sys.argv[1] + "=" * (-len(sys.argv[1]) % 8))
mac = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
at = mac[-1] & 15
print("%06d" % ((struct.unpack(">I", mac[at:at + 4])[0] & 0x7FFFFFFF) % 10**6))
"""


def blocks():
    """Each block of lines with its status, what it prints, and where it stands."""
    text = DOCUMENT.read_text()
    found = []
    for block in BLOCK.finditer(text):
        kind, status, lines = block.groups()
        if kind == "sh":
            found.append({"line": text[: block.start()].count("\n") + 1, "status": status, "sh": lines, "json": None})
        else:
            found[-1]["json"] = json.loads(lines)
    return found


def script(found, url):
    """One shell runs them all, so that what one block learned the next one knows."""
    out = ['oathtool() { python3 oathtool.py "${@: -1}"; }']
    for number, block in enumerate(found):
        out.append("{\n" + block["sh"].replace(SHOWN, url) + f"}} >{number}.out 2>{number}.err; echo $? >{number}.code")
    return "\n".join(out)


def fits(shown, found):
    if shown == "…":
        return True
    if isinstance(shown, dict):
        return isinstance(found, dict) and all(name in found and fits(value, found[name]) for name, value in shown.items())
    if isinstance(shown, list):
        return isinstance(found, list) and len(shown) == len(found) and all(map(fits, shown, found))
    return shown == found


def fault(folder, number, block):
    """What is wrong with a block, or nothing."""
    printed, told = (Path(folder, f"{number}.{kind}").read_text() for kind in ("out", "err"))
    if Path(folder, f"{number}.code").read_text().strip() != "0":
        return f"it failed: {told}"
    statuses = re.findall(r"^STATUS (\d+)$", told, re.MULTILINE)
    if block["status"] and (not statuses or statuses[-1] != block["status"]):
        return f"answered with {', '.join(statuses) or 'nothing'} instead of {block['status']}: {printed[:500]}"
    if block["json"] is not None:
        try:
            found = json.loads(printed)
        except ValueError:
            return f"not JSON: {printed[:500]}"
        if not fits(block["json"], found):
            return f"printed {printed[:500]}"
    return None


def serve(folder):
    settings = {"PRAXIS_DATA_DIR": str(Path(folder, ".praxis")), "PRAXIS_LISTEN": "127.0.0.1:0", "PRAXIS_ADMIN_LISTEN": ""}
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "USER") if name in os.environ}
    program = subprocess.Popen(
        [os.environ["PRAXIS"], "serve"], env=kept | settings | {"PRAXIS_LOG": "error"}, stdout=subprocess.PIPE, text=True
    )
    ready = next((line for line in program.stdout if line.startswith("Ready on ")), None)
    if ready is None:
        sys.exit("praxis ended before it was ready")
    port = ready.split()[2].rstrip("/").rsplit(":", 1)[1]
    return program, f"http://demo.localhost:{port}"


def main():
    found = blocks()
    with tempfile.TemporaryDirectory(prefix="praxis-documented-") as folder:
        # PostgreSQL's own account has to pass through.
        os.chmod(folder, 0o711)
        Path(folder, "oathtool.py").write_text(OATHTOOL)
        # Every request says its status beside what it prints.
        Path(folder, ".curlrc").write_text('silent\nshow-error\nwrite-out = "%{stderr}STATUS %{http_code}\\n"\n')
        program, url = serve(folder)
        try:
            env = os.environ | {"CURL_HOME": folder, "HOME": folder}
            subprocess.run(["bash", "-c", script(found, url)], cwd=folder, env=env, timeout=120, check=False)
            faults = [(block, fault(folder, number, block)) for number, block in enumerate(found)]
        finally:
            program.terminate()
            program.wait(60)
    wrong = [(block, said) for block, said in faults if said]
    for block, said in wrong:
        print(f"docs/api.md:{block['line']}: {said}\n{block['sh']}")
    print(f"{len(found) - len(wrong)} of {len(found)} blocks of docs/api.md work as they stand")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
