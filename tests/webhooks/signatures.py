"""Our webhooks held against the library of Standard Webhooks: what we sign it accepts, and signs in the same way."""

import base64
import datetime
import json
import random
import subprocess
import sys
import time

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

LETTERS = "abcXYZ012 +&=?%éالש€😀{}\"\\"
dice = random.Random(5)


def word(most):
    return "".join(dice.choice(LETTERS) for _ in range(dice.randint(1, most)))


def secret():
    return "whsec_" + base64.b64encode(dice.randbytes(dice.choice([24, 32, 64]))).decode()


def cases():
    now = int(time.time())
    for number in range(500):
        secrets = [secret() for _ in range(dice.choice([1, 2]))]
        body = json.dumps({"type": word(20), "data": {"id": word(36)}}, ensure_ascii=dice.choice([True, False]))
        yield {"secrets": secrets, "id": f"msg_{number}", "at": now + dice.randint(-200, 200), "body": body}


def is_accepted(secret, case, signature, **changes):
    shown = {**case, **changes}
    headers = {"webhook-id": shown["id"], "webhook-timestamp": str(shown["at"]), "webhook-signature": signature}
    try:
        Webhook(secret).verify(shown["body"], headers)
        return True
    except WebhookVerificationError:
        return False


def main(program):
    rows = list(cases())
    lines = "\n".join(json.dumps(row) for row in rows) + "\n"
    answers = subprocess.run([program], input=lines, text=True, capture_output=True, check=True).stdout.splitlines()
    assert len(answers) == len(rows), f"{len(answers)} answers to {len(rows)} questions"
    for case, answer in zip(rows, answers):
        signature = json.loads(answer)["signature"]
        at = datetime.datetime.fromtimestamp(case["at"], datetime.timezone.utc)
        theirs = " ".join(Webhook(one).sign(case["id"], at, case["body"]) for one in case["secrets"])
        assert signature == theirs, f"we sign {signature}, the library {theirs}: {case}"
        for one in case["secrets"]:
            assert is_accepted(one, case, signature), f"the library refuses what we signed: {case}"
            assert not is_accepted(one, case, signature, body=case["body"] + " "), "a changed body is accepted"
            assert not is_accepted(one, case, signature, id="msg_other"), "another name is accepted"
            assert not is_accepted(one, case, signature, at=case["at"] - 3600), "an old message is accepted"
        assert not is_accepted(secret(), case, signature), "a stranger's secret is accepted"
    print(f"{len(rows)} messages")


main(sys.argv[1])
