//! What messages say, in the clinic's own words.

use testkit::{Role, TestClinic};

const LIST: &str = "/admin/messaging/texts/";
const TEXT: &str = "/admin/messaging/texts/appointment_confirmation/en/";

#[tokio::test]
async fn every_text_is_shown_in_every_language_with_how_it_turns_out() {
    let clinic = TestClinic::new().await;
    let chief = clinic.browser(Role::Admin).await;
    let page = chief.get(LIST).await.expect(200).text();
    for text in ["Nile Clinic: Mona, your appointment is booked for 08/01/2030 at 09:00.", "حُجز موعدك", "נקבע לך תור"]
    {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert_eq!(page.matches("href=\"/admin/messaging/texts/").count(), 32);
    let page = chief.get(TEXT).await.expect(200).text();
    assert!(page.contains("{clinic}: {given_name}, your appointment is booked for {date} at {time}."), "{page}");
    assert!(page.contains("1 segment") && page.contains("GSM-7"), "{page}");
    let arabic = chief.get("/admin/messaging/texts/appointment_confirmation/ar/").await.expect(200).text();
    assert!(arabic.contains("UCS-2"), "{arabic}");
    for nowhere in ["appointment_confirmation/de", "one_time_code/en", "appointment_confirmation/EN"] {
        chief.get(&format!("{LIST}{nowhere}/")).await.expect(404);
    }
    clinic.browser(Role::Reception).await.get(TEXT).await.expect(403);
}

#[tokio::test]
async fn a_text_of_ones_own_is_seen_before_it_is_kept_and_can_be_given_up_again() {
    let clinic = TestClinic::new().await;
    let chief = clinic.browser(Role::Admin).await;
    let own = [("version", "0"), ("text", "See you on {date}, {given_name}!")];
    let look = chief.submit(TEXT, &[own[0], own[1], ("wish", "look")]).await.expect(200).text();
    assert!(look.contains("See you on 08/01/2030, Mona!"), "{look}");
    assert_eq!(clinic.value("select count(*) from {room}.messaging").await, "0");

    let done = chief.submit(TEXT, &own).await.expect(303);
    assert_eq!(clinic.audit_of(&done).await[0].action, "manage_messaging");
    assert!(chief.get(LIST).await.expect(200).text().contains("See you on 08/01/2030, Mona!"));
    chief.submit(TEXT, &own).await.expect(422);

    chief.submit(TEXT, &[("version", "1"), own[1], ("wish", "restore")]).await.expect(303);
    assert!(!chief.get(LIST).await.expect(200).text().contains("See you"));
    assert_eq!(clinic.value("select settings->>'templates' from {room}.messaging").await, "{}");
}

#[tokio::test]
async fn a_place_that_nothing_is_known_for_is_named() {
    let clinic = TestClinic::new().await;
    let chief = clinic.browser(Role::Admin).await;
    for (text, said) in [
        ("Hello {doctor}".to_owned(), "{doctor}"),
        ("{count} visits".to_owned(), "{count}"),
        ("Hello {given_name".to_owned(), "{given_name}"),
        ("x".repeat(601), "At most 600 characters."),
    ] {
        let answer = chief.submit(TEXT, &[("version", "0"), ("text", &text)]).await.expect(422).text();
        let (_, error) = answer.split_once("id=\"text-error\"").expect("an error beside the field");
        assert!(error.contains(said), "{said}: {answer}");
        assert!(answer.contains(&text), "what was typed stays");
    }
    assert_eq!(clinic.value("select count(*) from {room}.messaging").await, "0");
}

#[tokio::test]
async fn a_sample_is_drawn_while_one_types_and_counts_what_it_costs() {
    let ground = super::Ground::new().await;
    ground.set(|messaging| messaging.thousand_cost = 700).await;
    let chief = ground.clinic.browser(Role::Admin).await;
    let typed = |text: &str| {
        let text: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
        chief.get(&format!("{TEXT}sample/?text={text}"))
    };
    let part = typed("At {time} €").await.expect(200).text();
    assert!(part.contains("At 09:00 €") && part.contains("GSM-7") && part.contains("7.00 EGP"), "{part}");
    assert!(!part.contains("<html"), "a part of the page");
    let long = typed(&"ش".repeat(71)).await.expect(200).text();
    assert!(long.contains("2 segments") && long.contains("UCS-2") && long.contains("14.00 EGP"), "{long}");
    assert!(typed("{nobody}").await.expect(200).text().contains("{nobody}"));
    assert!(typed("").await.expect(200).text().contains("your appointment is booked"), "ours");
}
