//! News of a change, for open screens and caches: at once in this process, by `notify` in the others.

use std::collections::BTreeSet;
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio::sync::{broadcast, mpsc};
use uuid::Uuid;

const CHANNEL: &str = "praxis_news";

/// What changed; who listens asks again for the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// Appointments of some day.
    Day,
    /// Who may sign in, and as what.
    Access,
    /// Messages that wait to be sent.
    Messages,
    /// Times that are held for somebody, until a moment.
    Holds,
    /// Something that people of the clinic are told.
    Notifications,
    /// Times that became free, and those who wait for one.
    Waitlist,
    /// What patients have to be told, from a moment on.
    Notices,
    /// Readings, their limits and alerts, for whoever looks at them.
    Readings,
    /// Readings of which somebody wants to be told, and what they want to be told of.
    Watched,
    /// Whom to tell of what happens, and what to tell them at once.
    Webhooks,
    /// Exports and imports that somebody has asked for.
    Bulk,
    /// How far exports and imports are, for whoever looks at them.
    Progress,
    /// Visits that were missed or cancelled, or are not any more.
    Fees,
}

impl Topic {
    fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Access => "access",
            Self::Messages => "messages",
            Self::Holds => "holds",
            Self::Notifications => "notifications",
            Self::Waitlist => "waitlist",
            Self::Notices => "notices",
            Self::Readings => "readings",
            Self::Watched => "watched",
            Self::Webhooks => "webhooks",
            Self::Bulk => "bulk",
            Self::Progress => "progress",
            Self::Fees => "fees",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let all = [
            Self::Day,
            Self::Access,
            Self::Messages,
            Self::Holds,
            Self::Notifications,
            Self::Waitlist,
            Self::Notices,
            Self::Readings,
            Self::Watched,
            Self::Webhooks,
            Self::Bulk,
            Self::Progress,
            Self::Fees,
        ];
        all.into_iter().find(|topic| topic.as_str() == text)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    Of {
        tenant: Uuid,
        topic: Topic,
    },
    /// The line to the other nodes was down: anything may have changed anywhere.
    Missed,
}

impl News {
    /// Whether it may be about that clinic.
    pub fn concerns(self, clinic: Uuid) -> bool {
        match self {
            Self::Of { tenant, .. } => tenant == clinic,
            Self::Missed => true,
        }
    }

    /// As [`concerns`](Self::concerns), for those who care for one topic only.
    pub fn is_about(self, clinic: Uuid, topic: Topic) -> bool {
        self.concerns(clinic) && !matches!(self, Self::Of { topic: other, .. } if other != topic)
    }
}

#[derive(Clone)]
pub struct Bus {
    local: broadcast::Sender<News>,
    outside: mpsc::UnboundedSender<(Uuid, Topic)>,
}

impl Bus {
    pub(crate) fn start(pool: PgPool, node: Uuid) -> Self {
        let (local, _) = broadcast::channel(1024);
        let (outside, outbox) = mpsc::unbounded_channel();
        tokio::spawn(tell_others(pool.clone(), node, outbox));
        tokio::spawn(hear_others(pool, node, local.clone()));
        Self { local, outside }
    }

    pub fn subscribe(&self) -> broadcast::Receiver<News> {
        self.local.subscribe()
    }

    pub(crate) fn publish(&self, tenant: Uuid, topic: Topic) {
        // Nobody listening is no fault.
        let _ = self.local.send(News::Of { tenant, topic });
        let _ = self.outside.send((tenant, topic));
    }
}

/// Sends what has gathered since the last time in one statement: `notify` takes a lock that all commits share.
async fn tell_others(pool: PgPool, node: Uuid, mut outbox: mpsc::UnboundedReceiver<(Uuid, Topic)>) {
    let mut gathered = Vec::new();
    while outbox.recv_many(&mut gathered, 1024).await > 0 {
        let distinct: BTreeSet<String> = gathered
            .drain(..)
            .map(|(tenant, topic): (Uuid, Topic)| format!("{node} {tenant} {}", topic.as_str()))
            .collect();
        let payloads: Vec<String> = distinct.into_iter().collect();
        // Another node would otherwise go on showing what it has cached.
        while let Err(error) = tell(&pool, &payloads).await {
            tracing::warn!(%error, "other nodes not told of a change yet");
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
}

async fn tell(pool: &PgPool, payloads: &[String]) -> sqlx::Result<()> {
    let told =
        sqlx::query!("select pg_notify($1, payload) as sent from unnest($2::text[]) as payload", CHANNEL, payloads);
    match told.fetch_all(pool).await {
        // The house is closing.
        Err(sqlx::Error::PoolClosed) => Ok(()),
        told => told.map(drop),
    }
}

async fn hear_others(pool: PgPool, node: Uuid, local: broadcast::Sender<News>) {
    let own = node.to_string();
    loop {
        if let Err(error) = hear(&pool, &own, &local).await {
            tracing::debug!(%error, "news listener lost its connection");
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

async fn hear(pool: &PgPool, own: &str, local: &broadcast::Sender<News>) -> sqlx::Result<()> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    // What happened while nobody listened is not told again.
    let _ = local.send(News::Missed);
    loop {
        let Some(notification) = listener.try_recv().await? else {
            let _ = local.send(News::Missed);
            continue;
        };
        let mut parts = notification.payload().split(' ');
        let (Some(node), Some(tenant), Some(topic)) = (parts.next(), parts.next(), parts.next()) else { continue };
        if node == own {
            continue;
        }
        if let (Ok(tenant), Some(topic)) = (tenant.parse(), Topic::parse(topic)) {
            let _ = local.send(News::Of { tenant, topic });
        }
    }
}
