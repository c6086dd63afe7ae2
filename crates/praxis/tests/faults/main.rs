//! The real program on its own PostgreSQL, with clients at work, while one or the other is killed.
//!
//! What was acknowledged is there, once; what was shown is on record; nobody waits for ever.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test says what it has to say by panicking")]

mod clinic;
mod folder;
mod http;
mod load;
mod post;
mod program;
mod weight;
mod writers;

use std::time::{Duration, Instant};

use clinic::Clinic;
use load::Load;
use post::{Post, Size};
use writers::Writers;

const BACK_WITHIN: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_and_shown_survives_a_kill_of_the_program() {
    let mut clinic = Clinic::open().await;
    let load = Load::start(&clinic);

    for round in 0..4 {
        load.has_gone_on(20).await;
        clinic.program.kill().await;
        if round == 3 {
            // The whole machine, as far as a test may.
            clinic.kill_postgres("-KILL");
        }
        clinic.start_again().await;
    }
    load.has_gone_on(20).await;

    let told = load.stop().await;
    assert!(told.cut_off > 0, "nobody was in the middle of anything: {told:?}");
    told.stands(&clinic);
    clinic.close().await;
}

/// Who write at once.
const WRITERS: usize = 500;

#[tokio::test(flavor = "multi_thread")]
async fn what_500_people_were_told_is_kept_survives_a_kill_of_the_program() {
    let mut clinic = Clinic::open().await;
    let writers = Writers::start(&clinic, WRITERS);
    for _ in 0..3 {
        writers.have_gone_on(2 * WRITERS).await;
        clinic.program.kill().await;
        clinic.start_again().await;
    }
    writers.have_gone_on(WRITERS).await;
    writers.stop().await.stands(&clinic).await;
    clinic.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_reminder_goes_out_twice_or_not_at_all_however_often_the_program_is_killed() {
    let size = Size::wanted();
    let mut post = Post::open(size).await;
    for round in 0..size.kills {
        post.carrier_misbehaves(round);
        post.has_gone_on(size.reminders() / (2 * size.kills)).await;
        post.program.kill().await;
        post.start_again().await;
    }
    post.carrier_behaves();
    let ended = post.all_are_settled().await;
    ended.says_what_the_carrier_has(size);
    post.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_clinics_start_with_a_carrier_beside_them_and_without_it_again() {
    let folder = folder::Folder::new();
    for carrier in ["127.0.0.1:9", ""] {
        let settings = [("PRAXIS_DEMO", "true"), ("PRAXIS_DEMO_CARRIER", carrier)];
        let mut program = program::Program::start(folder.path(), &settings).await;
        program.kill().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_of_postgres_is_a_pause_and_costs_nothing_that_was_acknowledged() {
    let clinic = Clinic::open().await;
    let load = Load::start(&clinic);

    // By its owner, by a crash of itself, by the kernel that runs out of memory.
    for ending in ["restart", "-QUIT", "-KILL"] {
        load.has_gone_on(20).await;
        let refused = load.refused();
        let before = clinic.postgres_pid();
        match ending {
            "restart" => clinic.restart_postgres(),
            signal => clinic.kill_postgres(signal),
        }
        clinic.postgres_is_back(before.as_deref()).await;
        let back = Instant::now();
        load.has_gone_on(1).await;
        assert!(back.elapsed() < BACK_WITHIN, "back {:?} after PostgreSQL ({ending})", back.elapsed());
        assert!(load.refused() > refused, "nobody noticed ({ending})");
    }
    load.has_gone_on(20).await;

    let told = load.stop().await;
    assert_eq!(told.cut_off, 0, "the program hung up on somebody: {told:?}");
    told.stands(&clinic);
    clinic.close().await;
}

/// In pieces of 64 KiB.
#[cfg(target_os = "linux")]
const HEAVY: usize = 200 * 16;

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_document_of_200_mib_goes_in_and_out_in_16_mib_of_memory() {
    let clinic = Clinic::open().await;
    // Whatever is made once is made now.
    let small = weight::announce(&clinic).await;
    assert_eq!(weight::send(&clinic.door(), &small, 100, 100).await, Some(200));
    assert_eq!(weight::fetch(&clinic.door(), &small).await, 100);
    let before = clinic.program.memory_from_now();

    let large = weight::announce(&clinic).await;
    assert_eq!(weight::send(&clinic.door(), &large, HEAVY, HEAVY).await, Some(200));
    assert_eq!(weight::fetch(&clinic.door(), &large).await, HEAVY);

    let grown = clinic.program.most_memory().saturating_sub(before);
    assert!(grown <= 16 * 1024, "{grown} KiB more than the {before} KiB before");
    clinic.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_in_the_middle_of_an_upload_costs_nothing_that_was_kept() {
    let mut clinic = Clinic::open().await;
    let document = weight::announce(&clinic).await;
    assert_eq!(weight::send(&clinic.door(), &document, 100, 100).await, Some(200));

    for pieces in [1, 90, 170] {
        assert_eq!(weight::send(&clinic.door(), &document, pieces, 200).await, None);
        clinic.program.kill().await;
        clinic.start_again().await;
        assert_eq!(weight::fetch(&clinic.door(), &document).await, 100, "after {pieces} pieces of the next version");
    }
    assert_eq!(clinic.ask("select count(*) from {room}.document_version where state = 'stored'"), "1");
    assert_eq!(weight::send(&clinic.door(), &document, 120, 120).await, Some(200));
    assert_eq!(weight::fetch(&clinic.door(), &document).await, 120);
    clinic.close().await;
}
