//! Customers. In the back office their names are those of their accounts.

use super::entry::{Entry, Once, Read, key_of, put, words};
use super::{Model, Reader, System};
use crate::source::Record;

impl Reader<'_> {
    pub fn customers(&self) -> Vec<Read> {
        let (users, mut once) = (self.by_key(Model::User), Once::default());
        let read = |row: &Record| {
            let key = match key_of(row, &mut once) {
                Ok(key) => key,
                Err(refused) => return refused,
            };
            let account = row.get(&["userid", "user"]);
            let person = match account {
                Some(account) => match users.get(account) {
                    Some(user) => *user,
                    None => return Read::refused(row, "user", "Its account is not in the file"),
                },
                None => row,
            };
            if person.is_broken {
                return Read::refused(row, "user", "Its account is not written in UTF-8");
            }
            let mut values = vec![("name", name(person)), ("external_ref", self.system.reference(&key))];
            let called = row.get(&["phonenumber", "phone"]).and_then(|text| phone(self.system, text));
            put(&mut values, "phone", called.as_deref());
            put(&mut values, "email", person.get(&["email"]).or_else(|| row.get(&["email"])));
            put(&mut values, "address", row.get(&["address"]));
            Read::Taken(Box::new(Entry { key, values, ..Entry::default() }))
        };
        self.tables.rows(Model::Customer).iter().map(read).collect()
    }
}

/// What a person or a firm is called.
pub fn name(row: &Record) -> String {
    let parts = [row.get(&["firstname"]), row.get(&["lastname"])];
    let full = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let known = if full.is_empty() { row.get(&["name", "fullname", "username"]).unwrap_or_default() } else { &full };
    words(known, 200)
}

/// As each of them reads numbers: the workshop manager's are of Ghana, the others' of Tunisia. The walk-in customer's zeros are none.
fn phone(system: System, text: &str) -> Option<String> {
    let dialled: String = text.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
    if dialled.chars().all(|letter| letter == '0') {
        return None;
    }
    Some(match (system, dialled.strip_prefix("00"), dialled.strip_prefix('0')) {
        (_, Some(abroad), _) => format!("+{abroad}"),
        (System::Manager, _, Some(rest)) if dialled.len() == 10 => format!("+233{rest}"),
        _ => text.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_the_system_reads_them() {
        let manager = |text| phone(System::Manager, text);
        assert_eq!(manager("024 412 3456").as_deref(), Some("+233244123456"));
        assert_eq!(manager("00233244123456").as_deref(), Some("+233244123456"));
        assert_eq!(manager("0000000000"), None);
        assert_eq!(phone(System::Office, "20 123 456").as_deref(), Some("20 123 456"));
    }
}
