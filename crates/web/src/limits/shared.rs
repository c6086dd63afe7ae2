//! The numbers of all nodes, in Redis: the same rule, carried out there in one step.

use std::sync::LazyLock;

use redis::Script;
use vault::ClinicKeys;

use super::Taken;
use crate::shared::Shared;

/// All pass, and all are counted, or none is. Gives back the numbers as they were.
const TAKE: &str = "
local now, numbers, passes = tonumber(ARGV[1]), {}, true
for i, key in ipairs(KEYS) do
  local step, span = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  local kept = math.min(math.max(tonumber(redis.call('get', key) or now), now), now + span)
  numbers[i] = kept
  passes = passes and kept + step - now <= span
end
if passes then
  for i, key in ipairs(KEYS) do
    local after = numbers[i] + tonumber(ARGV[2 * i])
    redis.call('set', key, string.format('%.0f', after), 'px', math.ceil((after - now) / 1000) + 1000)
  end
end
return numbers
";

static SCRIPT: LazyLock<Script> = LazyLock::new(|| Script::new(TAKE));

/// The numbers before this request; `None` when Redis does not say in time.
pub(super) async fn take(shared: &Shared, keys: &ClinicKeys, taken: &[Taken], now: i64) -> Option<Vec<i64>> {
    let index = keys.index("rate limit");
    let mut asked = SCRIPT.prepare_invoke();
    asked.arg(now);
    for Taken { key, quota, .. } in taken {
        // Nobody who reads Redis learns an address from it. The braces keep a clinic's keys on one node of a cluster.
        let name = hex::encode(index.exact(&format!("{:?} {:032x}", key.kind, key.id)));
        asked.key(format!("praxis:{{{}}}:rate:{}:{name}", key.tenant.simple(), key.kind.name()));
        asked.arg(quota.step()).arg(quota.span());
    }
    let numbers: Vec<i64> = shared.ask(|mut line| async move { asked.invoke_async(&mut line).await }).await?;
    (numbers.len() == taken.len()).then_some(numbers)
}
