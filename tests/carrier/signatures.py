"""Our signatures held against Twilio's own library: what we sign it accepts, what it signs we accept, and nothing else."""

import hashlib
import json
import random
import string
import subprocess
import sys

from twilio.request_validator import RequestValidator

LETTERS = string.ascii_letters + string.digits + " +&=?%éالש€😀{}"
dice = random.Random(4)


def word(most):
    return "".join(dice.choice(LETTERS) for _ in range(dice.randint(1, most)))


def plain(most):
    return "".join(dice.choice(string.ascii_letters) for _ in range(dice.randint(1, most)))


def address():
    scheme = dice.choice(["https", "http"])
    port = dice.choice(["", "", ":443", ":80", ":8443"])
    query = dice.choice(["", f"?ref={plain(20)}", f"?a={plain(3)}&b={plain(3)}"])
    return f"{scheme}://{plain(8).lower()}.example{port}/twilio/webhook/{query}"


def cases():
    for _ in range(500):
        token, url = plain(32), address()
        fields = {plain(12): word(40) for _ in range(dice.randint(0, 12))}
        yield {"token": token, "address": url, "fields": list(fields.items())}, fields, None
    for _ in range(100):
        token, body = plain(32), word(80)
        url = address()
        url += ("&" if "?" in url else "?") + "bodySHA256=" + hashlib.sha256(body.encode()).hexdigest()
        yield {"token": token, "address": url, "fields": [], "body": body}, body, body


def main(program):
    rows, lines = [], []
    for case, params, body in cases():
        theirs = RequestValidator(case["token"])
        signature = theirs.compute_signature(case["address"], {} if body else params)
        forged = RequestValidator(case["token"] + "x").compute_signature(case["address"], {} if body else params)
        for shown, expected in [(signature, True), (forged, False)]:
            lines.append(json.dumps({**case, "shown": shown}))
            rows.append((case, params, theirs, shown, expected))
    answers = subprocess.run([program], input="\n".join(lines) + "\n", text=True, capture_output=True, check=True).stdout
    answers = [json.loads(line) for line in answers.splitlines()]
    assert len(answers) == len(rows), f"{len(answers)} answers to {len(rows)} questions"
    for (case, params, theirs, shown, expected), answer in zip(rows, answers):
        assert answer["accepted"] == expected, f"we say {answer['accepted']} of {shown}: {case}"
        assert theirs.validate(case["address"], params, shown) == expected, f"Twilio disagrees with itself: {case}"
        assert theirs.validate(case["address"], params, answer["made"]), f"Twilio refuses what we made: {case}"
    print(f"{len(rows)} signatures, both ways")


main(sys.argv[1])
