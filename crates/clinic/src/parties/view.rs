//! People as pages of any feature show them.

use people::Region;
use tenancy::Id;
use web::Caller;

use super::model::Party;
use crate::forms::shown_phone;

/// A patient in a list of results.
#[derive(Clone)]
pub struct Found {
    pub id: Id<Party>,
    pub name: String,
    pub born: Option<jiff::civil::Date>,
    pub age: Option<u16>,
    pub mrn: Option<String>,
    pub phone: Option<String>,
}

impl Found {
    pub fn new(party: Party, caller: &Caller) -> Self {
        let person = party.person.into_inner();
        let region = Region::parse(&caller.tenant().region);
        Self {
            id: party.id,
            name: person.full_name(),
            born: person.date_of_birth,
            age: person.date_of_birth.map(|date| people::date::age(date, caller.today())),
            mrn: person.mrn,
            phone: person.phone.map(|phone| shown_phone(&phone, region)),
        }
    }
}
