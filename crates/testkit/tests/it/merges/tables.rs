//! Whatever names a patient is known to merges.

use std::collections::BTreeSet;

use clinic::merges::tables::{Fate, TABLES};
use testkit::TestClinic;

/// Columns that name a party: by a foreign key, or by their name.
const NAMING: &str = "
    select c.conrelid::regclass::text, a.attname from pg_constraint c
    join pg_namespace n on n.oid = c.connamespace
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
    where n.nspname = '{room}' and c.contype = 'f' and c.confrelid = '{room}.party'::regclass
    union
    select table_name, column_name from information_schema.columns
    join information_schema.tables using (table_catalog, table_schema, table_name)
    where table_schema = '{room}' and table_type = 'BASE TABLE' and udt_name = 'uuid'
      and column_name in ('patient_id', 'party_id') and table_name not like 'reading\\_2%'";

#[tokio::test]
async fn every_column_that_names_a_patient_has_a_fate() {
    let clinic = TestClinic::new().await;
    let named: BTreeSet<String> = clinic
        .sql_as_superuser(NAMING)
        .await
        .into_iter()
        .map(|row| format!("{}.{}", row[0].rsplit('.').next().unwrap().trim_matches('"'), row[1]))
        .collect();
    let known: BTreeSet<String> = TABLES.iter().map(|(column, _)| (*column).to_owned()).collect();

    assert_eq!(known.len(), TABLES.len(), "one stands there twice");
    assert_eq!(named.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new(), "merges do not know of these");
    assert_eq!(known.difference(&named).collect::<Vec<_>>(), Vec::<&String>::new(), "there are no such columns");
}

#[test]
fn what_goes_over_is_written_where_rows_go_over() {
    let source = concat!(
        include_str!("../../../../clinic/src/merges/operations/rows.rs"),
        include_str!("../../../../clinic/src/merges/operations/readings.rs"),
        include_str!("../../../../clinic/src/merges/operations/account.rs")
    );
    let table_of = |column: &'static str| column.split('.').next().unwrap();
    for (column, _) in TABLES {
        let table = table_of(column);
        let is_to_go = TABLES.iter().any(|(other, fate)| table_of(other) == table && *fate == Fate::Goes);
        let goes =
            source.contains(&format!("give!(db, way, \"{table}\"")) || source.contains(&format!("update {table} "));
        assert_eq!(goes, is_to_go || table == "reading_hour" || table == "note_version", "{column}");
    }
}

#[test]
fn every_sealed_column_of_what_goes_over_is_sealed_anew() {
    let source = include_str!("../../../../clinic/src/merges/operations/rows.rs");
    // The two themselves, and the record of both; accounts and readings go by ways of their own.
    let elsewhere = ["party", "patient_merge", "audit_event", "patient_account", "reading", "reading_strike"];
    let words = source.split_whitespace().collect::<Vec<_>>().join(" ");
    let of_parties = clinic::sealed::REGISTRY.iter().filter(|field| field.owner == vault::Owner::Party);
    for field in of_parties.filter(|field| !elsewhere.contains(&field.table)) {
        let line = format!("\"{}\", \"{}\",", field.table, field.column);
        assert!(words.contains(&line), "{}.{} is not sealed anew", field.table, field.column);
    }
}
