//! How much is too much: GCRA, which needs one number a key, and how a quota is written.
//!
//! A key's number is the instant at which its whole quota is there again. Each request moves it on by one step; one
//! that would move it further than a span from now is turned away.

use std::fmt;
use std::str::FromStr;

/// So many requests in so many seconds. All of them may come at once; they are given back evenly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    pub requests: u32,
    pub seconds: u32,
}

/// Whether a request passes, and what is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    pub passes: bool,
    /// Requests left.
    pub remaining: u32,
    /// Seconds until all of them are there again.
    pub whole_in: u32,
    /// Seconds until one is there; nought while some are left.
    pub retry_in: u32,
    /// The number to keep, in microseconds.
    pub whole_at: i64,
}

const SECOND: i64 = 1_000_000;

impl Quota {
    /// Microseconds after which one request is given back.
    pub fn step(self) -> i64 {
        (self.span() / i64::from(self.requests.max(1))).max(1)
    }

    pub fn span(self) -> i64 {
        i64::from(self.seconds) * SECOND
    }

    /// `whole_at` is the number kept. A clock that was set back, or another node's that is ahead, costs nobody more
    /// than one span.
    pub fn judge(self, whole_at: i64, now: i64) -> Verdict {
        let before = whole_at.clamp(now, now.saturating_add(self.span()));
        let after = before.saturating_add(self.step());
        let over = after - now - self.span();
        let passes = over <= 0;
        let kept = if passes { after } else { before };
        Verdict {
            passes,
            remaining: u32::try_from((-over).max(0) / self.step()).unwrap_or(u32::MAX),
            whole_in: seconds(kept - now),
            retry_in: if passes { 0 } else { seconds(over).max(1) },
            whole_at: kept,
        }
    }
}

fn seconds(micros: i64) -> u32 {
    u32::try_from(micros.max(0).saturating_add(SECOND - 1) / SECOND).unwrap_or(u32::MAX)
}

impl FromStr for Quota {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = |text: &str| text.trim().parse::<u32>().ok().filter(|number| *number > 0);
        let parts = text.split_once('/').and_then(|(requests, seconds)| Some((read(requests)?, read(seconds)?)));
        let (requests, seconds) = parts.ok_or("it is written as requests/seconds, such as 600/60")?;
        Ok(Self { requests, seconds })
    }
}

impl fmt::Display for Quota {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.requests, self.seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_893_999_600_000_000;

    /// So many passed, and what was said to the first who did not.
    fn drain(quota: Quota, mut whole_at: i64, now: i64) -> (u32, Verdict) {
        let mut passed = 0;
        loop {
            let verdict = quota.judge(whole_at, now);
            if !verdict.passes {
                return (passed, verdict);
            }
            passed += 1;
            whole_at = verdict.whole_at;
        }
    }

    #[test]
    fn a_quota_passes_whole_and_then_comes_back_evenly() {
        let quota = Quota { requests: 60, seconds: 60 };
        let (passed, refused) = drain(quota, 0, NOW);
        assert_eq!((passed, refused.retry_in, refused.whole_in), (60, 1, 60));
        for (later, back) in [(SECOND - 1, 0), (SECOND, 1), (10 * SECOND, 10), (59 * SECOND, 59), (3600 * SECOND, 60)] {
            assert_eq!(drain(quota, refused.whole_at, NOW + later).0, back, "{later}");
        }
    }

    #[test]
    fn what_is_left_counts_down_to_nothing() {
        let quota = Quota { requests: 3, seconds: 30 };
        let mut whole_at = NOW - SECOND;
        for (remaining, whole_in) in [(2, 10), (1, 20), (0, 30)] {
            let verdict = quota.judge(whole_at, NOW);
            assert_eq!((verdict.passes, verdict.remaining, verdict.whole_in), (true, remaining, whole_in));
            whole_at = verdict.whole_at;
        }
        let refused = quota.judge(whole_at, NOW);
        assert_eq!((refused.passes, refused.remaining, refused.retry_in), (false, 0, 10));
        assert_eq!(refused.whole_at, whole_at, "who is refused is not charged");
    }

    #[test]
    fn a_number_from_a_clock_far_ahead_holds_nobody_up_for_longer_than_a_span() {
        let quota = Quota { requests: 5, seconds: 10 };
        let refused = quota.judge(i64::MAX, NOW);
        assert!(!refused.passes && refused.whole_in == 10 && refused.retry_in == 2, "{refused:?}");
    }

    #[test]
    fn quotas_are_read_as_they_are_written() {
        assert_eq!("600/60".parse(), Ok(Quota { requests: 600, seconds: 60 }));
        assert_eq!("600/60".parse::<Quota>().unwrap().to_string(), "600/60");
        for odd in ["", "600", "0/60", "600/0", "-1/60", "600/1m", "6e2/60"] {
            assert!(odd.parse::<Quota>().is_err(), "{odd}");
        }
    }
}
