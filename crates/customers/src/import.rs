//! Importing customers from a file.
//!
//! A row means the customer with its external reference; else, without one, the customer with its telephone number; else
//! the one with its name and e-mail. A row with a new reference whose number belongs to a customer without any reference
//! means that customer, who then gets the reference. Empty cells leave what is there. When two rows of a file mean the same
//! customer, the later one updates what the earlier one made.

mod undo;

use std::collections::{BTreeSet, HashMap};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use contracts::customers::{CUSTOMER_IMPORT, CustomerId};
use kernel::import::{self, Field, Importer, Kept, Options, Outcome, Row, RowError, Versions, differences};
use kernel::problem::{is_transient, is_unique_violation};
use kernel::text::{line, prose};
use kernel::{Context, Problem, Tx, counters, outbox, search};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use crate::customers::customer::{Change, Customer, normalise_tax_id, parse_electronic_address, parse_email};
use crate::customers::record::{Kind, Language};
use crate::customers::store::{self, Keys};
use crate::{Error, MODULE, Phone};

const TRIES: usize = 3;

/// What a report says of a customer.
const SHOWN: [(&str, &str); 11] = [
    ("name", "name"),
    ("phone_display", "phone"),
    ("email", "email"),
    ("kind", "kind"),
    ("language", "language"),
    ("tax_id", "tax_id"),
    ("electronic_address", "electronic_address"),
    ("address", "address"),
    ("notes", "notes"),
    ("external_ref", "external_ref"),
    ("archived", "archived"),
];

const FIELDS: [Field; 10] = [
    Field {
        name: "name",
        required: true,
        also: &[
            "nom",
            "nom complet",
            "nom et prenom",
            "client",
            "customer",
            "customer name",
            "full name",
            "raison sociale",
            "الاسم",
            "اسم",
            "الاسم الكامل",
            "الحريف",
            "العميل",
            "اسم الحريف",
        ],
    },
    Field {
        name: "phone",
        required: false,
        also: &[
            "telephone",
            "tel",
            "gsm",
            "mobile",
            "portable",
            "numero de telephone",
            "phone number",
            "cell",
            "الهاتف",
            "هاتف",
            "رقم الهاتف",
            "الجوال",
        ],
    },
    Field {
        name: "email",
        required: false,
        also: &["e mail", "mail", "courriel", "adresse e mail", "adresse email", "email address", "البريد الالكتروني", "بريد الكتروني"],
    },
    Field {
        name: "kind", required: false, also: &["type", "genre", "categorie", "type de client", "customer type", "النوع", "الصنف"]
    },
    Field { name: "language", required: false, also: &["langue", "lang", "اللغه", "لغه"] },
    Field {
        name: "tax_id",
        required: false,
        also: &[
            "tax id",
            "matricule fiscal",
            "matricule fiscale",
            "mf",
            "identifiant fiscal",
            "tva",
            "vat",
            "vat number",
            "numero tva",
            "المعرف الجبايي",
            "الرقم الجبايي",
        ],
    },
    Field {
        name: "electronic_address",
        required: false,
        also: &[
            "electronic address",
            "adresse electronique",
            "peppol",
            "peppol id",
            "id peppol",
            "identifiant peppol",
            "participant peppol",
            "endpoint",
            "endpointid",
            "العنوان الالكتروني",
            "معرف peppol",
        ],
    },
    Field { name: "address", required: false, also: &["adresse", "rue", "adresse postale", "العنوان", "عنوان"] },
    Field {
        name: "notes",
        required: false,
        also: &["note", "remarque", "remarques", "observation", "observations", "commentaire", "comments", "ملاحظات", "ملاحظه"],
    },
    Field {
        name: "external_ref",
        required: false,
        also: &[
            "external ref",
            "reference",
            "ref",
            "code",
            "code client",
            "numero client",
            "n client",
            "id",
            "customer id",
            "customer number",
            "المرجع",
            "رمز الحريف",
            "رقم الحريف",
        ],
    },
];

pub struct CustomerImporter {
    context: Context,
}

impl CustomerImporter {
    pub fn new(context: Context) -> Self {
        Self { context }
    }

    async fn try_batch(
        &self,
        changes: &[Result<Change, RowError>],
        lines: &[u64],
        options: &Options,
    ) -> Result<Vec<Result<Outcome, RowError>>, DbErr> {
        let now = self.context.clock.now();
        let keys = keys(changes);
        if options.dry_run {
            let reader = self.context.db.reader();
            let known = store::matching(reader, "", &keys).await?;
            let undone = undone(reader, &known).await?;
            return Ok(Book::new(known, undone).take_all(changes, lines, now));
        }
        let mut tx = self.context.db.begin().await?;
        // One import at a time: no index keeps two of them from making the same customer.
        counters::raise(&tx, MODULE, "import", 0).await?;
        let known = store::matching(&*tx, tx.lock_clause(), &keys).await?;
        let undone = undone(&*tx, &known).await?;
        let mut book = Book::new(known, undone);
        let outcomes = book.take_all(changes, lines, now);
        let (saved, there) = book.to_save();
        store::drop_terms(&tx, &there).await?;
        store::put_many(&tx, &saved).await?;
        let events: Vec<_> = saved.iter().map(Customer::saved).collect();
        outbox::append_many(&mut tx, MODULE, &events, &options.actor, self.context.clock.as_ref()).await?;
        import::keep(&tx, MODULE, options.import, book.to_keep()).await?;
        tx.commit().await?;
        Ok(outcomes)
    }
}

#[async_trait]
impl Importer for CustomerImporter {
    fn kind(&self) -> &'static str {
        "customers"
    }

    fn module(&self) -> &'static str {
        MODULE
    }

    fn fields(&self) -> &'static [Field] {
        &FIELDS
    }

    fn permit(&self, options: &Options) -> Result<(), Problem> {
        options.actor.permit_anywhere(CUSTOMER_IMPORT)
    }

    async fn apply(&self, rows: &[Row], options: &Options) -> Result<Vec<Result<Outcome, RowError>>, Problem> {
        let changes: Vec<_> = rows.iter().map(read).collect();
        let lines: Vec<_> = rows.iter().map(|row| row.line).collect();
        let mut tries = 1;
        loop {
            match self.try_batch(&changes, &lines, options).await {
                // Somebody typed in the same reference at this moment: look again.
                Err(error) if tries < TRIES && (is_unique_violation(&error) || is_transient(&error)) => tries += 1,
                outcome => return outcome.map_err(Problem::from),
            }
        }
    }

    async fn undo(&self, tx: &mut Tx, kept: &[Kept], options: &Options) -> Result<Vec<Vec<RowError>>, Problem> {
        counters::raise(tx, MODULE, "import", 0).await?;
        let mut left = vec![];
        for kept in kept {
            left.push(undo::undo(tx, kept, &SHOWN, &options.actor, self.context.clock.as_ref()).await?);
        }
        Ok(left)
    }
}

/// Which of the archived ones among these an undone import had made.
async fn undone<C: ConnectionTrait>(conn: &C, known: &[Customer]) -> Result<BTreeSet<Uuid>, DbErr> {
    let archived: Vec<_> = known.iter().filter(|customer| customer.archived).map(|customer| customer.id.0).collect();
    import::made_and_undone(conn, MODULE, &archived).await
}

fn read(row: &Row) -> Result<Change, RowError> {
    let wrong = |error: Error| RowError::new(error.field().unwrap_or_default(), error.to_string());
    Ok(Change {
        name: Some(text(row, "name", line(200))?.ok_or_else(|| RowError::new("name", "The name is missing"))?),
        phone: row.get("phone").map(|typed| Phone::parse(typed).map(Some)).transpose().map_err(wrong)?,
        email: row.get("email").map(|typed| parse_email(typed).map(Some)).transpose().map_err(wrong)?,
        kind: row.get("kind").map(kind).transpose()?,
        language: row.get("language").map(language).transpose()?,
        tax_id: text(row, "tax_id", line(60))?.as_deref().and_then(normalise_tax_id).map(Some),
        electronic_address: row
            .get("electronic_address")
            .map(|typed| parse_electronic_address(typed).map(Some))
            .transpose()
            .map_err(wrong)?,
        address: text(row, "address", prose(500))?.map(Some),
        notes: text(row, "notes", prose(5000))?.map(Some),
        external_ref: text(row, "external_ref", line(60))?.map(Some),
        ..Change::default()
    })
}

fn text(row: &Row, field: &'static str, rule: impl Fn(&String, &()) -> garde::Result) -> Result<Option<String>, RowError> {
    let Some(text) = row.get(field).map(str::to_owned) else { return Ok(None) };
    rule(&text, &()).map_err(|error| RowError::new(field, error.message()))?;
    Ok(Some(text))
}

fn kind(text: &str) -> Result<Kind, RowError> {
    match search::normalise(text).as_str() {
        "person" | "individual" | "particulier" | "personne" | "private" | "شخص" | "فرد" => Ok(Kind::Person),
        "business" | "company" | "entreprise" | "societe" | "professionnel" | "pro" | "fleet" | "flotte" | "شركه" | "موسسه" => {
            Ok(Kind::Business)
        }
        _ => Err(RowError::new("kind", "It is neither person nor business")),
    }
}

fn language(text: &str) -> Result<Language, RowError> {
    match search::normalise(text).as_str() {
        "fr" | "francais" | "french" | "فرنسيه" | "الفرنسيه" => Ok(Language::Fr),
        "ar" | "arabe" | "arabic" | "عربيه" | "العربيه" => Ok(Language::Ar),
        "en" | "anglais" | "english" | "انجليزيه" | "الانجليزيه" => Ok(Language::En),
        _ => Err(RowError::new("language", "It is not fr, ar or en")),
    }
}

/// What the rows of a batch are looked up by.
fn keys(changes: &[Result<Change, RowError>]) -> Keys<'_> {
    let mut keys = Keys::default();
    for change in changes.iter().flatten() {
        let (reference, phone) = (reference(change), e164(change));
        keys.refs.extend(reference);
        keys.phones.extend(phone);
        if reference.is_none() && phone.is_none() {
            keys.names.push(sort_name(change));
        }
    }
    keys
}

fn reference(change: &Change) -> Option<&str> {
    change.external_ref.as_ref()?.as_deref()
}

fn e164(change: &Change) -> Option<&str> {
    change.phone.as_ref()?.as_ref().map(|phone| phone.e164.as_str())
}

fn sort_name(change: &Change) -> String {
    search::normalise(change.name.as_deref().unwrap_or_default())
}

/// The customers of a batch: those already there, and what its rows make of them.
struct Book {
    entries: Vec<Entry>,
    by_ref: HashMap<String, usize>,
    by_phone: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
    /// Those that an undone import had made: a row that means them brings them back.
    undone: BTreeSet<Uuid>,
    /// Of the row at hand.
    line: u64,
}

struct Entry {
    customer: Customer,
    /// The last row that meant it.
    line: u64,
    /// As the database has them; none for a new one.
    stored: Option<Customer>,
}

impl Book {
    fn new(known: Vec<Customer>, undone: BTreeSet<Uuid>) -> Self {
        let (by_ref, by_phone, by_name) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut book = Self { entries: vec![], by_ref, by_phone, by_name, undone, line: 0 };
        for customer in known {
            book.add(Entry { stored: Some(customer.clone()), customer, line: 0 });
        }
        book
    }

    fn take_all(&mut self, changes: &[Result<Change, RowError>], lines: &[u64], now: DateTime<Utc>) -> Vec<Result<Outcome, RowError>> {
        let take = |(change, line): (&Result<Change, RowError>, &u64)| {
            self.line = *line;
            change.as_ref().map(|change| self.take(change, now)).map_err(RowError::clone)
        };
        changes.iter().zip(lines).map(take).collect()
    }

    fn take(&mut self, change: &Change, now: DateTime<Utc>) -> Outcome {
        let Some(place) = self.find(change) else {
            self.add(Entry { customer: Customer::open(change.clone(), now), stored: None, line: self.line });
            return Outcome::Created;
        };
        self.entries[place].line = self.line;
        let customer = &mut self.entries[place].customer;
        let before = customer.clone();
        customer.apply(change.clone());
        customer.archived &= !self.undone.contains(&customer.id.0);
        if *customer == before {
            return Outcome::Unchanged;
        }
        self.note(place);
        Outcome::Updated(differences(&before, &self.entries[place].customer, &SHOWN))
    }

    fn find(&self, change: &Change) -> Option<usize> {
        let phone = e164(change);
        let calls = |place: &&usize| self.entries[**place].customer.phone_e164.as_deref() == phone;
        let mut same_phone = phone.and_then(|phone| self.by_phone.get(phone)).into_iter().flatten().filter(calls);
        if let Some(reference) = reference(change) {
            let known =
                self.by_ref.get(reference).filter(|place| self.entries[**place].customer.external_ref.as_deref() == Some(reference));
            return known.or_else(|| same_phone.find(|place| self.entries[**place].customer.external_ref.is_none())).copied();
        }
        if phone.is_some() {
            return same_phone.next().copied();
        }
        let email = change.email.as_ref().and_then(Option::as_deref);
        let same_name = self.by_name.get(&sort_name(change)).into_iter().flatten();
        same_name.copied().find(|place| is_same_mailbox(&self.entries[*place].customer, email))
    }

    fn add(&mut self, entry: Entry) {
        self.entries.push(entry);
        self.note(self.entries.len() - 1);
    }

    /// Keys that no longer hold are left in: a look-up compares with the customer.
    fn note(&mut self, place: usize) {
        let customer = &self.entries[place].customer;
        if let Some(reference) = &customer.external_ref {
            self.by_ref.insert(reference.clone(), place);
        }
        if let Some(phone) = &customer.phone_e164 {
            self.by_phone.entry(phone.clone()).or_default().push(place);
        }
        self.by_name.entry(customer.sort_name.clone()).or_default().push(place);
    }

    /// What is new or changed, and the ids of those that were there.
    fn to_save(&self) -> (Vec<Customer>, Vec<CustomerId>) {
        let (mut saved, mut there) = (vec![], vec![]);
        for Entry { customer, stored, .. } in &self.entries {
            let mut customer = customer.clone();
            match stored {
                Some(stored) if *stored == customer => continue,
                Some(_) => {
                    customer.version += 1;
                    there.push(customer.id);
                }
                None => {}
            }
            saved.push(customer);
        }
        (saved, there)
    }

    /// What is new or changed, to be undone.
    fn to_keep(&self) -> Vec<Kept> {
        let changed = self.entries.iter().filter(|entry| entry.stored.as_ref() != Some(&entry.customer));
        let keep = |Entry { customer, stored, line }: &Entry| {
            let versions = stored.as_ref().map_or(Versions(0, 1), |stored| Versions(stored.version, stored.version + 1));
            Kept::of(customer.id.0, *line, &customer.name, versions, (stored.as_ref(), customer))
        };
        changed.map(keep).collect()
    }
}

/// Without an e-mail in the row, only a customer who cannot be told apart by anything but the name.
fn is_same_mailbox(customer: &Customer, email: Option<&str>) -> bool {
    match (customer.email.as_deref(), email) {
        (Some(stored), Some(email)) => stored.eq_ignore_ascii_case(email),
        (None, None) => customer.phone_e164.is_none() && customer.external_ref.is_none(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(name: &str, reference: Option<&str>, phone: Option<&str>) -> Change {
        Change {
            name: Some(name.into()),
            external_ref: reference.map(|text| Some(text.to_owned())),
            phone: phone.map(|typed| Phone::parse(typed).ok()),
            ..Change::default()
        }
    }

    fn take(book: &mut Book, change: &Change) -> Outcome {
        book.take(change, "2026-11-20T08:00:00Z".parse().unwrap())
    }

    #[test]
    fn headings_are_listed_as_they_are_compared() {
        for field in FIELDS {
            for heading in field.also {
                assert_eq!(search::normalise(heading), *heading, "{}", field.name);
            }
        }
    }

    fn changes_of(outcome: &Outcome) -> Vec<(&str, &str, &str)> {
        let Outcome::Updated(differences) = outcome else { return vec![] };
        differences.iter().map(|change| (change.field, change.before.as_str(), change.after.as_str())).collect()
    }

    #[test]
    fn the_reference_tells_people_with_one_telephone_apart() {
        let mut book = Book::new(vec![], BTreeSet::new());
        assert_eq!(take(&mut book, &change("Leïla", Some("1"), Some("98 123 456"))), Outcome::Created);
        assert_eq!(take(&mut book, &change("Sami", Some("2"), Some("98123456"))), Outcome::Created);
        assert_eq!(take(&mut book, &change("Leïla", Some("1"), Some("98123456"))), Outcome::Unchanged);
        assert_eq!(book.to_save().0.len(), 2);
    }

    #[test]
    fn a_row_with_a_reference_adopts_the_customer_typed_in_by_hand() {
        let stored = Customer::open(change("Leila", None, Some("98123456")), "2026-11-20T08:00:00Z".parse().unwrap());
        let mut book = Book::new(vec![stored.clone()], BTreeSet::new());
        let outcome = take(&mut book, &change("Leïla", Some("1"), Some("98123456")));
        assert_eq!(changes_of(&outcome), [("name", "Leila", "Leïla"), ("external_ref", "", "1")]);
        let (saved, there) = book.to_save();
        assert_eq!((saved[0].id, saved[0].version, there), (stored.id, 2, vec![stored.id]));
        assert_eq!(saved[0].external_ref.as_deref(), Some("1"));
    }

    #[test]
    fn names_alone_mean_each_other_only_without_anything_better() {
        let mut book = Book::new(vec![], BTreeSet::new());
        assert_eq!(take(&mut book, &change("Sami", None, None)), Outcome::Created);
        assert_eq!(changes_of(&take(&mut book, &change("SAMI", None, None))), [("name", "Sami", "SAMI")]);
        assert_eq!(take(&mut book, &change("Sami", None, Some("22345678"))), Outcome::Created);
        assert_eq!(take(&mut book, &change("Sami", Some("7"), None)), Outcome::Created);
    }
}
