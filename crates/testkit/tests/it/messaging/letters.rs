//! Letters: by whichever way a patient wants to be reached, and once, whatever happens on the way.

use std::sync::Arc;

use carrier::Smtp;
use clinic::messages::model::{MessageKind, MessageStatus, Way};
use clinic::messages::settings::{MailSecurity, Provider};
use fake_carrier::{MailFate, Stage};
use jiff::SignedDuration;
use testkit::{Desk, Role};

use super::{Ground, PHONE};

const MONA: &str = "mona@example.org";

/// Somebody who wants letters and has a phone, too, has booked, and it was told.
async fn told(ground: &Ground) -> Desk {
    let mut desk = Desk::of(ground.clinic.clone()).await;
    desk.patient = ground.clinic.patient().named("Mona", "El Sayed").phone(PHONE).email(MONA).create().await;
    let sql = format!("update {{room}}.party set preferred_channel = 'email' where id = '{}'", desk.patient.id);
    ground.clinic.sql_as_superuser(&sql).await;
    desk.booked("14:00").await;
    ground.wait(60);
    ground.tell().await;
    ground.send().await;
    desk
}

#[tokio::test]
async fn who_wants_letters_gets_letters() {
    let ground = Ground::new().await;
    told(&ground).await;
    assert!(ground.carried().is_empty());
    let [letter] = &ground.mail.letters()[..] else { panic!("one letter") };
    let message = &ground.outbox().await[0];
    assert_eq!((letter.from.as_str(), letter.to.as_str()), ("desk@nile.example", MONA));
    assert_eq!(letter.header("Subject"), Some("Nile Clinic: appointment booked"));
    assert_eq!(
        letter.header("From").map(|from| from.replace('"', "")),
        Some("Nile Clinic <desk@nile.example>".to_owned())
    );
    assert_eq!(letter.header("To"), Some(MONA));
    assert_eq!(letter.header("Auto-Submitted"), Some("auto-generated"));
    assert_eq!(letter.header("Message-ID"), Some(&*format!("<{}@nile.example>", message.id)));
    assert_eq!(letter.body().trim_end(), "Nile Clinic: Mona, your appointment is booked for 07/01/2030 at 14:00.");
    assert_eq!((message.way, message.status, message.attempts), (Way::Email, MessageStatus::Sent, 1));
    assert_eq!(message.provider.as_deref(), Some("smtp"));
}

#[tokio::test]
async fn a_reminder_by_mail_asks_for_no_answer_that_nobody_reads() {
    let ground = Ground::new().await;
    ground.set(|messaging| messaging.offsets = vec![60]).await;
    told(&ground).await;
    let (clinic, texts) = (&ground.clinic, ground.clinic.app().texts());
    clinic::messages::reminders::plan(clinic.house(), texts, clinic.tenant()).await.unwrap();
    ground.wait(4 * 3600);
    clinic::messages::reminders::plan(clinic.house(), texts, clinic.tenant()).await.unwrap();
    ground.send().await;
    let letters = ground.mail.letters();
    let [_, reminder] = &letters[..] else { panic!("a confirmation and a reminder: {letters:?}") };
    assert_eq!(reminder.header("Subject"), Some("Nile Clinic: your appointment on 07/01/2030"));
    assert!(reminder.body().starts_with("Dear Mona,\r\n\r\nyour appointment at Nile Clinic"), "{}", reminder.body());
    assert!(!reminder.body().contains("STOP"));
}

#[tokio::test]
async fn where_texts_are_sent_and_letters_are_not_who_wants_letters_gets_texts() {
    let ground = Ground::new().await;
    ground.set(|messaging| messaging.mail = Provider::Console).await;
    told(&ground).await;
    assert_eq!((ground.carried().len(), ground.mail.letters().len()), (1, 0));
}

#[tokio::test]
async fn where_nothing_is_sent_letters_wait_in_the_outbox_to_be_read() {
    let ground = Ground::new().await;
    ground
        .set(|messaging| {
            messaging.mail = Provider::Console;
            messaging.provider = Provider::Console;
        })
        .await;
    told(&ground).await;
    assert_eq!((ground.carried().len(), ground.mail.letters().len()), (0, 0));
    let desk = ground.clinic.browser(Role::Reception).await;
    let page = desk.get("/messages/?channel=email").await.expect(200).text();
    assert!(page.contains(MONA) && page.contains("Nile Clinic: appointment booked"), "{page}");
    assert!(page.contains("Would be sent"), "{page}");
}

#[tokio::test]
async fn a_refusal_for_good_is_given_up_and_one_for_now_is_tried_again() {
    let ground = Ground::new().await;
    ground.mail.treat([
        MailFate::Refused(Stage::Recipient, 550),
        MailFate::Refused(Stage::Text, 554),
        MailFate::Refused(Stage::Recipient, 451),
    ]);
    let ids = [
        ground.queue_letter("nobody@example.org", "x").await,
        ground.queue_letter("spam@example.org", "x").await,
        ground.queue_letter(MONA, "x").await,
        ground.queue_letter("omar@example.org", "x").await,
    ];
    let next = ground.send().await.unwrap();
    let mut states = Vec::new();
    for id in ids {
        states.push(ground.state(id).await);
    }
    let state = |status, why: &str| (status, why.to_owned());
    let expected =
        [state("dead", "smtp_550"), state("dead", "smtp_554"), state("queued", "smtp_451"), state("sent", "")];
    assert_eq!(states, expected);
    ground.clinic.advance(next.duration_since(ground.clinic.clock().now()));
    ground.send().await;
    assert_eq!(ground.state(ids[2]).await, state("sent", ""));
    let to: Vec<_> = ground.mail.letters().into_iter().map(|letter| letter.to).collect();
    assert_eq!(to, ["omar@example.org", MONA]);
}

#[tokio::test]
async fn what_broke_off_before_the_text_is_sent_again() {
    let ground = Ground::new().await;
    for stage in [Stage::Greeting, Stage::Recipient] {
        ground.mail.treat([MailFate::Dropped(stage)]);
        let id = ground.queue_letter(MONA, "x").await;
        let next = ground.send().await.unwrap();
        assert_eq!(ground.state(id).await, ("queued", "unreachable".to_owned()), "{stage:?}");
        ground.clinic.advance(next.duration_since(ground.clinic.clock().now()));
        ground.send().await;
        assert_eq!(ground.state(id).await, ("sent", String::new()), "{stage:?}");
    }
    assert_eq!(ground.mail.letters().len(), 2);
}

#[tokio::test]
async fn what_broke_off_after_the_text_is_left_to_a_person() {
    let ground = Ground::new().await;
    ground.mail.treat([MailFate::AcceptedAndDropped, MailFate::Dropped(Stage::Text)]);
    let ids = [ground.queue_letter(MONA, "kept").await, ground.queue_letter(MONA, "lost").await];
    let third = ground.queue_letter(MONA, "fine").await;
    let next = ground.send().await.unwrap();
    assert_eq!(next.duration_since(ground.clinic.clock().now()), SignedDuration::from_secs(30));
    assert_eq!(ground.state(third).await.0, "sent", "a session that broke does not hold up the others");
    for id in ids {
        assert_eq!(ground.state(id).await.0, "sending");
    }
    ground.wait(30);
    ground.send().await;
    for id in ids {
        assert_eq!(ground.state(id).await, ("dead", "unknown".to_owned()));
    }
    ground.wait(24 * 3600);
    ground.send().await;
    assert_eq!(ground.mail.letters().len(), 2, "the one that was kept, and the third");

    // Somebody decides; the letter is the same, and says so.
    let desk = ground.clinic.browser(Role::Reception).await;
    desk.submit(&format!("/messages/{}/retry/", ids[0]), &[]).await.expect(303);
    ground.send().await;
    let letters = ground.mail.letters();
    assert_eq!(letters.len(), 3);
    assert_eq!(letters[2].header("Message-ID"), letters[0].header("Message-ID"));
}

#[tokio::test]
async fn a_wrong_password_and_a_server_without_encryption_are_sent_nothing() {
    let ground = Ground::new().await;
    ground.set(|messaging| messaging.mail_user = "somebody".to_owned()).await;
    let stranger = ground.queue_letter(MONA, "x").await;
    ground.send().await;
    assert_eq!(ground.state(stranger).await, ("dead", "smtp_535".to_owned()));
    ground.set(|messaging| messaging.mail_security = MailSecurity::StartTls).await;
    let plain = ground.queue_letter(MONA, "x").await;
    ground.send().await;
    assert_eq!(ground.state(plain).await, ("dead", "no_starttls".to_owned()));
    assert!(ground.mail.letters().is_empty());
}

#[tokio::test]
async fn a_clinic_cannot_have_its_neighbours_called() {
    let mut ground = Ground::new().await;
    ground.line.smtp = Smtp::new(Arc::new(|address| !address.is_loopback()));
    let id = ground.queue_letter(MONA, "x").await;
    ground.send().await;
    assert_eq!(ground.state(id).await, ("dead", "out_of_reach".to_owned()));
    ground.set(|messaging| messaging.mail_sender = String::new()).await;
    let id = ground.queue_letter(MONA, "x").await;
    ground.send().await;
    assert_eq!(ground.state(id).await, ("dead", "no_account".to_owned()));
}

#[tokio::test]
async fn letters_go_out_though_nothing_more_may_be_spent_on_texts() {
    let ground = Ground::new().await;
    ground.set(|messaging| messaging.monthly_segments = 1).await;
    ground.queue(MessageKind::WaitlistOffer, "the last text").await;
    ground.send().await;
    let text = ground.queue(MessageKind::WaitlistOffer, "one too many").await;
    let letter = ground.queue_letter(MONA, "x").await;
    let next = ground.send().await.unwrap();
    assert_eq!((ground.state(text).await.0, ground.state(letter).await.0), ("queued", "sent"));
    assert_eq!(next.duration_since(ground.clinic.clock().now()), SignedDuration::from_mins(15));
}

#[tokio::test]
async fn a_letter_in_other_letters_arrives_whole() {
    let ground = Ground::new().await;
    let body = "مرحبًا منى،\n\n.\nموعدك غدًا";
    ground.queue_letter(MONA, body).await;
    ground.send().await;
    let letter = &ground.mail.letters()[0];
    assert_eq!(letter.header("Content-Transfer-Encoding"), Some("base64"));
    let bytes = base64::Engine::decode(
        &base64::engine::general_purpose::STANDARD,
        letter.body().split_whitespace().collect::<String>(),
    );
    assert_eq!(String::from_utf8(bytes.unwrap()).unwrap().replace("\r\n", "\n"), body);
}
