//! A sealed value is a BYTEA to the database.

use sqlx::encode::Encode;
use sqlx::postgres::{PgArgumentBuffer, PgHasArrayType, Postgres};
use sqlx::{Decode, Type};
use vault::Sealed;

#[test]
fn a_sealed_value_is_a_bytea_and_several_are_an_array_of_them() {
    assert_eq!(<Sealed<String> as Type<Postgres>>::type_info(), <Vec<u8> as Type<Postgres>>::type_info());
    assert_eq!(<Vec<Sealed<String>> as Type<Postgres>>::type_info(), <Vec<Vec<u8>> as Type<Postgres>>::type_info());
    assert!(Sealed::<String>::array_compatible(&<Vec<Vec<u8>> as Type<Postgres>>::type_info()));
}

#[test]
fn a_sealed_value_is_bound_as_its_bytes() {
    let sealed = Sealed::<String>::from_bytes(b"bytes".to_vec());
    let mut bound = PgArgumentBuffer::default();
    let _ = Encode::<Postgres>::encode_by_ref(&sealed, &mut bound).unwrap();

    assert_eq!(&bound[..], b"bytes");
}

#[test]
fn nullable_columns_and_arrays_read_and_bind_too() {
    fn reads_and_binds<'r, T: Type<Postgres> + Encode<'r, Postgres> + Decode<'r, Postgres>>() {}
    reads_and_binds::<Sealed<String>>();
    reads_and_binds::<Option<Sealed<String>>>();
    reads_and_binds::<Vec<Sealed<String>>>();
}
