//! `praxis serve`: listens until told to stop, then lets requests end before it leaves.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use carrier::{LONGEST_HOOK, Smtp, Twilio};
use clinic::documents::{Archive, Limits};
use clinic::duties::Means;
use clinic::messages::sending::Line;
use clinic::webhooks::courier::Courier;
use objects::Store;
use tenancy::House;
use tenancy::duties::Worker;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use web::listen::{Tls, WireLimits};
use web::{App, Settings, Shared, SharedSettings, Texts};

use crate::commands::say;
use crate::config::Config;
use crate::ground::{Ground, Outcome};

/// More addresses than this nobody reads at a start.
const SHOWN: usize = 20;
const DRAIN: Duration = Duration::from_secs(25);
/// A request waits for Redis no longer than this; without it there is still the own count.
const PATIENCE: Duration = Duration::from_millis(25);

pub async fn serve(config: Config, with_worker: bool) -> Outcome<ExitCode> {
    let ground = Ground::open(&config).await?;
    let report = ground.house.migrate_all().await?;
    for (clinic, reason) in &report.failed {
        tracing::error!(clinic, reason, "not migrated; this clinic answers 503 until it is");
    }
    if config.demo && config.database_url.is_none() && ground.house.tenants().await?.is_empty() {
        crate::commands::demo::furnish(&ground.house, &config).await?;
    }
    crate::commands::demo::carrier::connect(&ground.house, config.demo_carrier).await?;
    let (stop, stopping) = watch::channel(false);
    let supervision = ground.cluster.clone().map(|cluster| {
        let mut stopping = stopping.clone();
        tokio::spawn(cluster.supervise(async move {
            let _ = stopping.wait_for(|stop| *stop).await;
        }))
    });
    let archive = archive(&config)?;
    let texts = texts()?;
    let means = means(&config, &archive, &texts);
    let worker = with_worker.then(|| tokio::spawn(keep_house(ground.house.clone(), means, stopping.clone())));
    let app = App::new(ground.house.clone(), texts, settings(&config)?, clinic::error_page);
    let tls = config.tls.clone().map(|files| Tls::open(files, config.tls_12)).transpose()?;
    let renewal = tls.clone().map(|tls| tokio::spawn(tls.keep_current()));
    let router = clinic::server(app.clone(), archive);
    let listener = TcpListener::bind(config.listen).await.map_err(|error| {
        format!(
            "cannot listen on {}: {error}\nStop what uses it, or set PRAXIS_LISTEN to another address.",
            config.listen
        )
    })?;
    announce(&config, listener.local_addr()?, &ground).await?;
    let until = {
        let mut stopping = stopping.clone();
        async move {
            let _ = stopping.wait_for(|stop| *stop).await;
        }
    };
    let server = tokio::spawn(web::listen::listen(listener, tls, router, WireLimits::default(), until));
    let admin = serve_admin(&config, stopping.clone()).await?;
    wait_for_signal().await?;
    say("Stopping: letting requests end.");
    stop.send_replace(true);
    app.stop();
    // A second signal, or too long a wait, ends it at once.
    tokio::select! {
        _ = server => {}
        () = tokio::time::sleep(DRAIN) => {}
        _ = wait_for_signal() => {}
    }
    if let Some(worker) = worker {
        let _ = worker.await;
    }
    for task in [admin, supervision, renewal].into_iter().flatten() {
        task.abort();
    }
    ground.close().await?;
    Ok(ExitCode::SUCCESS)
}

fn settings(config: &Config) -> Outcome<Settings> {
    let shared = config.redis_url.clone().map(|url| Shared::open(&SharedSettings { url, patience: PATIENCE }));
    let shared = shared.transpose().map_err(|reason| {
        format!("REDIS_URL cannot be read: {reason}\nIt looks like redis://user:password@host:6379/0 or unix:///path.")
    })?;
    Ok(Settings {
        https: config.https,
        trusted_proxies: config.trusted_proxies.clone(),
        platform_hosts: config.platform_hosts.clone(),
        credential_paths: clinic::CREDENTIAL_PATHS,
        patient_paths: clinic::PATIENT_PATHS,
        upload_routes: clinic::UPLOAD_ROUTES,
        max_upload: config.upload_max,
        day_kept: config.day_kept,
        identity_reach: config.identity_reach,
        webhook_reach: config.webhook_reach,
        public_url: config.public_url.clone(),
        rates: config.rates,
        shared: shared.map(Arc::new),
        ..Settings::default()
    })
}

/// The background work alone.
pub async fn work(config: Config) -> Outcome<ExitCode> {
    let ground = Ground::open(&config).await?;
    let (stop, stopping) = watch::channel(false);
    let worker =
        tokio::spawn(keep_house(ground.house.clone(), means(&config, &archive(&config)?, &texts()?), stopping));
    say("Working (Ctrl-C stops)");
    wait_for_signal().await?;
    stop.send_replace(true);
    let _ = worker.await;
    ground.close().await?;
    Ok(ExitCode::SUCCESS)
}

fn texts() -> Outcome<Arc<Texts>> {
    Ok(Arc::new(clinic::load_texts()?))
}

/// Where documents lie.
fn archive(config: &Config) -> Outcome<Archive> {
    let store = Store::open(&config.objects, std::env::vars())
        .map_err(|error| format!("documents cannot be kept: {error}\nCorrect PRAXIS_OBJECTS."))?;
    Ok(Archive { store, limits: Limits { largest: config.upload_max, quota: config.documents_max } })
}

/// How messages leave the house, where documents lie, and who tells programs of others.
fn means(config: &Config, archive: &Archive, texts: &Arc<Texts>) -> Means {
    let (reach, twilio) = (config.mail_reach, Twilio::new(config.twilio_base_url.clone()));
    let smtp = Smtp::new(Arc::new(move |address| reach.allows(address)));
    let line = Line { twilio, smtp, public_url: config.public_url.clone(), settled: config.carrier_settled };
    let courier = Courier::new(config.webhook_reach, LONGEST_HOOK);
    Means { texts: Arc::clone(texts), line, archive: archive.clone(), courier }
}

const SWEEP_EVERY: Duration = Duration::from_secs(600);

/// What is done without being asked, until told to stop: what is under way then may end.
async fn keep_house(house: House, means: Means, mut stopping: watch::Receiver<bool>) {
    let sweeps = async {
        let mut rounds = tokio::time::interval(SWEEP_EVERY);
        loop {
            rounds.tick().await;
            if let Err(error) = clinic::housekeeping::sweep_platform(&house).await {
                tracing::warn!(code = error.code(), "housekeeping put off");
            }
        }
    };
    let (worker, courier) = (Worker::new(&house, clinic::duties::all(&house, &means)), means.courier);
    let until = async move {
        let _ = stopping.wait_for(|stop| *stop).await;
    };
    tokio::select! {
        () = async { worker.run(until).await; courier.rest().await } => {}
        () = sweeps => {}
    }
}

async fn announce(config: &Config, at: SocketAddr, ground: &Ground) -> Outcome {
    let scheme = if config.tls.is_some() { "https" } else { "http" };
    let domains = ground.house.domains().await?;
    for (name, domain) in domains.iter().take(SHOWN) {
        say(&format!("{name:<28} {scheme}://{domain}:{}/", at.port()));
    }
    if domains.len() > SHOWN {
        say(&format!("and {} more: praxis tenant list", domains.len() - SHOWN));
    }
    let credentials = crate::commands::demo::credentials_file(config);
    if credentials.exists() {
        say(&format!("Demo credentials: {}", credentials.display()));
    }
    say(&format!("Ready on {scheme}://{at}/ (Ctrl-C stops)"));
    Ok(())
}

type Task = tokio::task::JoinHandle<()>;

async fn serve_admin(config: &Config, mut stopping: watch::Receiver<bool>) -> Outcome<Option<Task>> {
    let Some(at) = config.admin_listen else { return Ok(None) };
    let listener = match TcpListener::bind(at).await {
        Ok(listener) => listener,
        // The clinics matter more than their figures.
        Err(error) => {
            tracing::warn!(%at, %error, "no /metrics: the address is taken; set PRAXIS_ADMIN_LISTEN");
            return Ok(None);
        }
    };
    let router: Router = Router::new().route("/metrics", get(|| async { web::metrics() }));
    let until = async move {
        let _ = stopping.wait_for(|stop| *stop).await;
    };
    Ok(Some(tokio::spawn(async move {
        let _ = axum::serve(listener, router).with_graceful_shutdown(until).await;
    })))
}

async fn wait_for_signal() -> Outcome {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}
