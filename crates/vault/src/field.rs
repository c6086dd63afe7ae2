//! [`Field`]: the name of one sealed column and whose key seals it.

/// Whose key seals a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// A person: erasing the person's secret makes the value unreadable.
    Party,
    /// The clinic: the value lives as long as the clinic does.
    Clinic,
}

/// A sealed column. Its names are part of what every value is bound to: renaming a column means sealing it anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// The table, without its schema.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// Whose key seals it.
    pub owner: Owner,
}

impl Field {
    /// A column about a person.
    #[must_use]
    pub const fn party(table: &'static str, column: &'static str) -> Self {
        Self { table, column, owner: Owner::Party }
    }

    /// A column about the clinic or its staff.
    #[must_use]
    pub const fn clinic(table: &'static str, column: &'static str) -> Self {
        Self { table, column, owner: Owner::Clinic }
    }
}
