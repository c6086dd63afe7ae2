//! The walls between clinics, seen from inside the database: as the program's own logins, past all our code.

use sqlx::{ConnectOptions as _, PgConnection};
use tenancy::{Action, Actor, Rights};
use testkit::{Role, TestClinic, root_key, rows_of};

/// Connects with a login of the program. Its password follows from the root key.
async fn login(clinic: &TestClinic, which: &str) -> PgConnection {
    let row = clinic.sql_as_superuser(&format!("select id, {which}_role from platform.installation")).await;
    let password = hex::encode(root_key().derive(&format!("database login {} {which}", row[0][0])));
    clinic.database().options().username(&row[0][1]).password(&password).connect().await.unwrap()
}

async fn refusal(db: &mut PgConnection, sql: &str) -> String {
    match rows_of(db, sql).await {
        Ok(rows) => panic!("{sql} was not refused: {rows:?}"),
        Err(error) => error.as_database_error().map(|error| error.message().to_owned()).unwrap_or_default(),
    }
}

#[tokio::test]
async fn outside_a_transaction_no_clinic_is_in_sight() {
    let clinic = TestClinic::new().await;
    clinic.patient().create().await;
    let mut db = login(&clinic, "app").await;

    assert_eq!(refusal(&mut db, "select count(*) from party").await, "relation \"party\" does not exist");
    let named = format!("select count(*) from {}.party", clinic.schema());
    assert!(refusal(&mut db, &named).await.starts_with("permission denied for schema"));
    assert!(
        refusal(&mut db, "select root_key_check from platform.installation").await.starts_with("permission denied")
    );
    for table in ["tenant", "domain", "tenant_key", "migration"] {
        assert!(refusal(&mut db, &format!("delete from platform.{table}")).await.starts_with("permission denied"));
    }
}

#[tokio::test]
async fn the_role_of_one_clinic_cannot_see_into_another() {
    let clinic = TestClinic::new().await;
    let (here, there) = (clinic.schema().to_owned(), clinic.other().await.schema().to_owned());
    let mut db = login(&clinic, "app").await;
    let enter = format!("begin; set local role {here}; set local search_path = {here}");
    rows_of(&mut db, &enter).await.unwrap();
    assert_eq!(rows_of(&mut db, "select count(*) from party").await.unwrap(), [["0"]]);

    for sql in [
        format!("select count(*) from {there}.party"),
        format!("insert into {there}.audit_event select * from audit_event"),
        "create table mine (x int)".to_owned(),
        "alter table party add column x int".to_owned(),
        "drop table party".to_owned(),
        "alter table audit_event disable trigger all".to_owned(),
        "select wrapped from platform.tenant_key".to_owned(),
        "create role mine".to_owned(),
        "copy party to program 'cat'".to_owned(),
    ] {
        rows_of(&mut db, "savepoint here").await.unwrap();
        let said = refusal(&mut db, &sql).await;
        assert!(said.contains("permission denied") || said.contains("must be "), "{sql}: {said}");
        rows_of(&mut db, "rollback to savepoint here").await.unwrap();
    }
}

#[tokio::test]
async fn the_recorder_can_add_to_the_record_and_nothing_else() {
    let clinic = TestClinic::new().await;
    let mut db = login(&clinic, "recorder").await;
    let room = clinic.schema();

    for sql in [
        format!("select * from {room}.audit_event"),
        format!("update {room}.audit_event set outcome = 'denied'"),
        format!("delete from {room}.audit_event"),
        format!("select * from {room}.party"),
        format!("insert into {room}.room (id, name) values (gen_random_uuid(), 'x')"),
        "select * from platform.tenant".to_owned(),
    ] {
        assert!(refusal(&mut db, &sql).await.contains("permission denied"), "{sql}");
    }
    assert!(refusal(&mut db, &format!("set role {room}")).await.contains("permission denied"));
}

#[tokio::test]
async fn a_transaction_that_forgets_its_record_does_not_commit() {
    let clinic = TestClinic::new().await;
    let mut tx = clinic.scene().await;
    tx.authorize(Action::ManageRooms).unwrap();
    assert_eq!(tx.commit().await.unwrap_err().code(), "internal");

    let mut tx = clinic.scene().await;
    let db = tx.authorize(Action::ManageRooms).unwrap();
    rows_of(db, "insert into room (id, name) values (gen_random_uuid(), 'One')").await.unwrap();
    assert!(tx.commit().await.is_err());
    assert_eq!(clinic.value("select count(*) from {room}.room").await, "0");
}

#[tokio::test]
async fn a_transaction_that_only_looks_cannot_change() {
    let clinic = TestClinic::new().await;
    let ticket = clinic.house().ticket(clinic.tenant().clone(), Actor::Job { name: "look" });
    let mut tx = clinic.house().read(ticket).await.unwrap();
    let db = tx.authorize(Action::ListRooms).unwrap();

    let said = refusal(db, "insert into room (id, name) values (gen_random_uuid(), 'One')").await;
    assert!(said.contains("read-only transaction"), "{said}");
}

#[tokio::test]
async fn a_transaction_that_is_dropped_leaves_nothing_behind() {
    let clinic = TestClinic::new().await;
    for _ in 0..20 {
        let mut tx = clinic.scene().await;
        let db = tx.authorize(Action::ManageRooms).unwrap();
        rows_of(db, "insert into room (id, name) values (gen_random_uuid(), 'One')").await.unwrap();
    }
    clinic.sign_in(Role::Viewer).await.get("/api/patients/").await.expect(200);
    assert_eq!(clinic.value("select count(*) from {room}.room").await, "0");
}

#[tokio::test]
async fn who_may_not_gets_no_connection() {
    let clinic = TestClinic::new().await;
    for (actor, action) in [
        (Actor::Visitor, Action::ListPatients),
        (Actor::Operator, Action::ViewPatient),
        (
            Actor::Staff {
                id: clinic.tenant().id,
                session: clinic.tenant().id,
                rights: Rights::of_roles(&[Role::Billing]),
                emergency: false,
            },
            Action::WriteRecord,
        ),
        (
            Actor::Staff {
                id: clinic.tenant().id,
                session: clinic.tenant().id,
                rights: Rights::NONE,
                emergency: false,
            },
            Action::ListRooms,
        ),
        (
            Actor::Integration { id: clinic.tenant().id, rights: Rights::of_scopes(&["patients:read"]) },
            Action::DeletePatient,
        ),
    ] {
        let mut tx = clinic.house().begin(clinic.house().ticket(clinic.tenant().clone(), actor)).await.unwrap();
        assert_eq!(tx.authorize(action).unwrap_err().code(), "forbidden");
    }
}
