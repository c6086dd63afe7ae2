//! What sealing costs a request: `cargo bench -p vault`.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark may fail loudly")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use uuid::Uuid;
use vault::{ClinicKeys, Field, KeyState, RootKey};

const NOTE: Field = Field::party("note", "text");
const ROW: Uuid = Uuid::from_u128(7);

fn clinic() -> ClinicKeys {
    let (root, tenant) = (RootKey::generate(), Uuid::from_u128(1));
    let key = ClinicKeys::generate_wrapped(&root, tenant);
    ClinicKeys::open(&root, tenant, &[(key.version, KeyState::Active, key.bytes)]).unwrap()
}

fn values(bench: &mut Criterion) {
    let (keys, secret) = (clinic(), ClinicKeys::new_party_secret());
    let sealer = keys.party(&secret);
    let text = "x".repeat(200);
    let stored = sealer.seal(NOTE, ROW, &text);

    bench.bench_function("seal 200 bytes", |bench| bench.iter(|| sealer.seal(NOTE, ROW, black_box(&text))));
    bench.bench_function("open 200 bytes", |bench| bench.iter(|| sealer.open(NOTE, ROW, black_box(&stored)).unwrap()));
}

fn party(bench: &mut Criterion) {
    let (keys, secret) = (clinic(), ClinicKeys::new_party_secret());
    let fields: [Field; 10] =
        ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"].map(|name| Field::party("party", name));
    let stored = fields.map(|field| (field, keys.party(&secret).seal(field, ROW, &"a value of 20 bytes ".to_owned())));

    bench.bench_function("open a party of 10 fields", |bench| {
        bench.iter(|| {
            let sealer = keys.party(black_box(&secret));
            stored.each_ref().map(|(field, stored)| sealer.open(*field, ROW, stored).unwrap())
        });
    });
}

fn indexes(bench: &mut Criterion) {
    let index = clinic().index("party.name");
    let prefixes: Vec<String> =
        (2..22).map(|length| "maximilianaalexandrovna".chars().take(length).collect()).collect();

    bench.bench_function("exact index", |bench| bench.iter(|| index.exact(black_box("+15550100000"))));
    bench.bench_function("20 prefix tokens", |bench| {
        bench.iter(|| black_box(&prefixes).iter().map(|prefix| index.token(prefix)).collect::<Vec<_>>());
    });
}

criterion_group!(benches, values, party, indexes);
criterion_main!(benches);
