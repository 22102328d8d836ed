//! Who signs in with a user name. Passwords and rights stay there: people choose a password by a link, and are given their roles here.

use std::collections::HashSet;

use super::customers::name;
use super::entry::{Entry, Once, Read, key_of};
use super::{Model, Reader};
use crate::source::Record;

impl Reader<'_> {
    pub fn accounts(&self) -> Vec<Read> {
        let mut once = Seen::default();
        self.tables.rows(Model::User).iter().map(|row| account(row, &mut once)).collect()
    }
}

/// What an account of the file is already known by.
#[derive(Default)]
struct Seen {
    keys: Once,
    names: HashSet<String>,
    addresses: HashSet<String>,
}

fn account(row: &Record, seen: &mut Seen) -> Read {
    let key = match key_of(row, &mut seen.keys) {
        Ok(key) => key,
        Err(refused) => return refused,
    };
    let is_ended = row.get(&["isactive", "active"]).is_some_and(|text| matches!(text.to_lowercase().as_str(), "f" | "false" | "0" | "no"));
    // Who signs in with an address there does so here, once they have an account.
    let Some(user_name) = row.get(&["username"]).filter(|text| !is_ended && !text.contains('@')) else { return Read::Left };
    if !seen.names.insert(user_name.to_lowercase()) {
        return Read::refused(row, "user_name", format!("Another account has the user name {user_name}, but for capitals"));
    }
    let email = row.get(&["email"]);
    if let Some(email) = email.filter(|email| !seen.addresses.insert(email.to_lowercase())) {
        return Read::refused(row, "email", format!("Another account has the address {email}"));
    }
    let mut values = vec![("user_name", user_name.to_owned()), ("name", name(row))];
    values.extend(email.map(|email| ("email", email.to_owned())));
    Read::Taken(Box::new(Entry { key, values, ..Entry::default() }))
}
