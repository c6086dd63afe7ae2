//! What the program does by itself: again after it failed, by one node at a time, and with nothing lost in between.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::SignedDuration;
use tenancy::duties::{Duty, Worker};
use tenancy::{Error, House, Topic};
use testkit::{Desk, TestClinic};
use tokio::sync::Notify;

const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// A duty that counts how often it is done, and is due again after an hour.
fn counting(house: &House, name: &'static str, done: &Arc<AtomicUsize>, fails: usize) -> Duty {
    let (clock, done) = (house.clock().clone(), Arc::clone(done));
    Duty::new(name, move |_| {
        let (clock, done) = (clock.clone(), Arc::clone(&done));
        async move {
            if done.fetch_add(1, Ordering::SeqCst) < fails {
                return Err(Error::Busy);
            }
            clock.now().checked_add(HOUR).map_err(Error::internal)
        }
    })
}

#[tokio::test]
async fn a_duty_is_done_when_it_is_due_for_every_clinic_and_not_before() {
    let clinic = TestClinic::new().await;
    let done = Arc::new(AtomicUsize::new(0));
    let worker = Worker::new(clinic.house(), vec![counting(clinic.house(), "count", &done, 0)]);

    worker.run_due().await.unwrap();
    worker.run_due().await.unwrap();
    assert_eq!(done.load(Ordering::SeqCst), 2, "once for each of the two clinics");

    clinic.advance(HOUR * 3);
    worker.run_due().await.unwrap();
    assert_eq!(done.load(Ordering::SeqCst), 4, "what was missed is made up for once");
}

#[tokio::test]
async fn a_duty_that_fails_is_tried_again_later_and_says_why() {
    let clinic = TestClinic::new().await;
    let done = Arc::new(AtomicUsize::new(0));
    let worker = Worker::new(clinic.house(), vec![counting(clinic.house(), "count", &done, 2)]);

    let _ = worker.run_now(clinic.tenant().id, "count").await;
    let states = worker.states(10).await.unwrap();
    let failed = states.iter().find(|state| state.tenant == clinic.tenant().id).unwrap();
    assert_eq!((failed.failures, failed.failed_with.as_deref()), (1, Some("busy")));
    assert_eq!(failed.due_at.duration_since(clinic.clock().now()).as_secs(), 5);

    clinic.advance(SignedDuration::from_secs(5));
    let _ = worker.run_now(clinic.tenant().id, "count").await;
    assert!(worker.run_now(clinic.tenant().id, "count").await.unwrap());
    let states = worker.states(10).await.unwrap();
    assert!(states.iter().all(|state| state.failures == 0 && state.failed_with.is_none()));
}

/// A duty that says when it has begun, and goes on when told.
fn waiting(house: &House, begun: &Arc<Notify>, go_on: &Arc<Notify>, done: &Arc<AtomicUsize>) -> Duty {
    let (clock, begun, go_on, done) = (house.clock().clone(), begun.clone(), go_on.clone(), done.clone());
    Duty::new("wait", move |_| {
        let (clock, begun, go_on, done) = (clock.clone(), begun.clone(), go_on.clone(), done.clone());
        async move {
            begun.notify_one();
            go_on.notified().await;
            done.fetch_add(1, Ordering::SeqCst);
            clock.now().checked_add(HOUR).map_err(Error::internal)
        }
    })
}

#[tokio::test]
async fn one_node_at_a_time_does_a_duty_and_whoever_asked_meanwhile_is_heard() {
    let clinic = TestClinic::new().await;
    let another = clinic.at_another_node().await;
    let (begun, go_on, done) = (Arc::new(Notify::new()), Arc::new(Notify::new()), Arc::new(AtomicUsize::new(0)));
    let here = Worker::new(clinic.house(), vec![waiting(clinic.house(), &begun, &go_on, &done)]);
    let there = Worker::new(another.house(), vec![waiting(another.house(), &begun, &go_on, &done)]);
    let tenant = clinic.tenant().id;

    let first = tokio::spawn(async move { here.run_now(tenant, "wait").await });
    begun.notified().await;
    assert!(!there.run_now(tenant, "wait").await.unwrap(), "the other node is at it");
    go_on.notify_one();
    assert!(first.await.unwrap().unwrap());

    // It is due again at once: what the second node knew of may have come too late for the first.
    let states = there.states(10).await.unwrap();
    let state = states.iter().find(|state| state.tenant == tenant).unwrap();
    assert!(state.due_at <= clinic.clock().now());
    go_on.notify_one();
    assert!(there.run_now(tenant, "wait").await.unwrap());
    assert_eq!(done.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_node_that_dies_leaves_its_duty_to_the_others() {
    let clinic = TestClinic::new().await;
    let another = clinic.at_another_node().await;
    let (begun, go_on, done) = (Arc::new(Notify::new()), Arc::new(Notify::new()), Arc::new(AtomicUsize::new(0)));
    let here = Worker::new(clinic.house(), vec![waiting(clinic.house(), &begun, &go_on, &done)]);
    let there = Worker::new(another.house(), vec![waiting(another.house(), &begun, &go_on, &done)]);
    let tenant = clinic.tenant().id;

    let dying = tokio::spawn(async move { here.run_now(tenant, "wait").await });
    begun.notified().await;
    dying.abort();
    assert!(dying.await.unwrap_err().is_cancelled());
    go_on.notify_one();

    // The lock goes with the connection, which the server closes in its own time.
    let mut taken_over = false;
    for _ in 0..500 {
        taken_over = there.run_now(tenant, "wait").await.unwrap();
        if taken_over {
            break;
        }
        tokio::task::yield_now().await;
    }
    assert!(taken_over);
    assert_eq!(done.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_duty_that_breaks_off_is_done_again() {
    let clinic = TestClinic::new().await;
    let (again, done) = (Arc::new(Notify::new()), Arc::new(AtomicUsize::new(0)));
    let (clock, told, count) = (clinic.clock().clone(), Arc::clone(&again), Arc::clone(&done));
    let duty = Duty::new("break", move |_| {
        let (clock, told, count) = (clock.clone(), Arc::clone(&told), Arc::clone(&count));
        async move {
            assert!(count.fetch_add(1, Ordering::SeqCst) > 1, "the first in each clinic breaks off");
            told.notify_one();
            clock.now().checked_add(HOUR).map_err(Error::internal)
        }
    });
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(Worker::new(clinic.house(), vec![duty]).run(async move {
        let _ = stopped.await;
    }));

    again.notified().await;

    stop.send(()).unwrap();
    running.await.unwrap();
    assert!(done.load(Ordering::SeqCst) > 2);
}

#[tokio::test]
async fn news_of_a_change_wake_the_duty_that_waits_for_them() {
    let desk = Desk::open().await;
    let (begun, go_on, done) = (Arc::new(Notify::new()), Arc::new(Notify::new()), Arc::new(AtomicUsize::new(0)));
    let duty = waiting(desk.clinic.house(), &begun, &go_on, &done).woken_by(Topic::Day).urgent();
    let worker = Worker::new(desk.clinic.house(), vec![duty]);
    // Not due for an hour.
    go_on.notify_one();
    worker.run_now(desk.clinic.tenant().id, "wait").await.unwrap();
    begun.notified().await;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(worker.run(async move {
        let _ = stopped.await;
    }));
    go_on.notify_one();
    begun.notified().await;

    desk.booked("10:00").await;

    go_on.notify_one();
    begun.notified().await;
    go_on.notify_one();
    stop.send(()).unwrap();
    running.await.unwrap();
    assert!(done.load(Ordering::SeqCst) >= 2);
}
