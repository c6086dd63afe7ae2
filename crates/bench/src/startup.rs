//! What waiting there is before the first request: a new clinic, a cold start, an upgrade of very many clinics.

use std::time::{Duration, Instant};

use crate::server::Server;
use crate::{Options, Outcome, clinics, ground, tell};

pub const NAME: &str = "startup";

pub struct Startup {
    clinics: usize,
    /// The median of all.
    new_clinic: Duration,
    cold_start: Duration,
    migration: Duration,
}

pub async fn measure(options: &Options) -> Outcome<Startup> {
    let folder = ground::folder()?;
    let (house, cluster) = ground::house(folder.path()).await?;
    let mut times = Vec::with_capacity(options.many);
    for number in 0..options.many {
        if number % 100 == 0 {
            tell(&format!("startup: {number} of {} clinics", options.many));
        }
        let begun = Instant::now();
        house.create_tenant(&clinics::new(number)).await?;
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    let new_clinic = times.get(times.len() / 2).copied().unwrap_or_default();
    let begun = Instant::now();
    house.migrate_all().await?;
    let migration = begun.elapsed();
    house.close().await;
    // The last one out: PostgreSQL stops.
    cluster.close().await?;
    let server = Server::start(&options.praxis, folder.path(), &[])?;
    let cold_start = server.ready_after;
    server.stop()?;
    Ok(Startup { clinics: options.many, new_clinic, cold_start, migration })
}

impl Startup {
    pub fn text(&self) -> String {
        let ms = |time: Duration| time.as_millis();
        format!(
            "A new clinic takes {} ms (median of {count}). With {count} clinics, a cold start of server and PostgreSQL takes \
             {} ms, and a migration with nothing to apply {} ms.",
            ms(self.new_clinic),
            ms(self.cold_start),
            ms(self.migration),
            count = self.clinics,
        )
    }
}
