//! Importing opening balances from a file.
//!
//! A row means a document of the earlier system and the customer who owes it (or, below zero, has it in credit), found by external
//! reference, else by telephone number. The same row again changes nothing, whatever was paid of it meanwhile. A row with another
//! amount or date corrects the entry as long as nothing is paid of it.

use std::collections::{BTreeSet, HashMap};

use async_trait::async_trait;
use contracts::billing::{BALANCE_IMPORT, InvoiceEntered, InvoiceId};
use contracts::customers::{CustomerCard, CustomerId};
use contracts::identity;
use kernel::import::{self, Field, Importer, Kept, Options, Outcome, Paper, Row, RowError, Versions, differences};
use kernel::{Amount, Currency, Problem, SiteId, Tx, audit, counters, outbox, search};

use super::read::{FIELDS, Told, keys, read};
use super::store::{self, Entry, Known};
use super::undo;
use crate::invoices::invoice::{CustomerRef, Invoice, Opening, audited};
use crate::{Billing, MODULE};

const TRIES: usize = 3;

/// What a report says of an opening entry.
pub const SHOWN: [(&str, &str); 4] = [("amount", "open_amount"), ("on", "date"), ("due_on", "due_date"), ("total", "total")];

pub const PAID_SINCE: &str = "It was paid since, wholly or in part";

pub struct BalanceImporter {
    billing: Billing,
}

/// A row, read, with its customer.
type Entered = (Told, CustomerRef);

/// Where an import enters.
#[derive(Clone, Copy)]
struct Place {
    site: SiteId,
    currency: Currency,
}

impl BalanceImporter {
    pub fn new(billing: Billing) -> Self {
        Self { billing }
    }

    /// Reads the rows and finds their customers, with two calls for all of them.
    async fn read_all(&self, rows: &[Row], decimals: u8) -> Result<Vec<Result<Entered, RowError>>, Problem> {
        let today = self.billing.context.clock.now().date_naive();
        let asked: BTreeSet<_> = rows.iter().flat_map(keys).map(|(_, key)| key.to_owned()).collect();
        let found =
            if asked.is_empty() { vec![] } else { self.billing.customers.find_by_keys(&asked.into_iter().collect::<Vec<_>>()).await? };
        let ids: BTreeSet<_> = found.iter().map(|(_, id)| *id).collect();
        let cards = if ids.is_empty() { vec![] } else { self.billing.customers.cards(&ids.into_iter().collect::<Vec<_>>()).await? };
        let of_card = |card: CustomerCard| (card.id, CustomerRef { id: card.id, name: card.name });
        let names: HashMap<CustomerId, CustomerRef> = cards.into_iter().map(of_card).collect();
        let by_key: HashMap<_, _> = found.into_iter().filter_map(|(key, id)| Some((key, names.get(&id)?.clone()))).collect();
        let entered = |row: &Row| {
            let told = read(row, decimals, today)?;
            let field = keys(row).next().map_or("customer_ref", |(field, _)| field);
            let customer = keys(row).find_map(|(_, key)| by_key.get(key)).cloned();
            Ok((told, customer.ok_or_else(|| RowError::unknown(field, "No customer is known by it: import customers first"))?))
        };
        Ok(rows.iter().map(entered).collect())
    }

    async fn try_batch(
        &self,
        rows: &[Result<Entered, RowError>],
        place: Place,
        options: &Options,
    ) -> Result<Vec<Result<Outcome, RowError>>, Problem> {
        let context = &self.billing.context;
        let customers: BTreeSet<_> = rows.iter().flatten().map(|(_, customer)| customer.id).collect();
        let customers: Vec<_> = customers.into_iter().collect();
        let mut book = Book { place, now: context.clock.now(), entries: HashMap::new(), order: vec![] };
        if options.dry_run {
            book.open(store::of_customers(context.db.reader(), place.site, &customers, false).await?);
            return Ok(book.take_all(rows));
        }
        let mut tx = context.db.begin().await?;
        // One import at a time: no index keeps two of them from entering the same document.
        counters::raise(&tx, MODULE, "balance_import", 0).await?;
        book.open(store::of_customers(&*tx, place.site, &customers, true).await?);
        let outcomes = book.take_all(rows);
        let kept = self.save(&mut tx, book, options).await?;
        import::keep(&tx, MODULE, options.import, kept).await?;
        tx.commit().await?;
        Ok(outcomes)
    }

    async fn save(&self, tx: &mut Tx, mut book: Book, options: &Options) -> Result<Vec<Kept>, Problem> {
        let (clock, actor) = (self.billing.context.clock.as_ref(), &options.actor);
        let (mut kept, mut told) = (vec![], vec![]);
        for key in std::mem::take(&mut book.order) {
            let Some(Balance { line, mut opening, stored }) = book.entries.remove(&key) else { continue };
            let before = stored.as_ref().and_then(Invoice::opening).cloned();
            let Some(after) = opening.opening().cloned() else { continue };
            if before.as_ref() == Some(&after) {
                continue;
            }
            let amount = before.as_ref().map_or(after.amount, |before| after.amount - before.amount);
            let entry = Entry { amount, by_name: &actor.name, at: book.now };
            match &stored {
                Some(_) => store::save(tx, &mut opening, entry).await?,
                None => store::insert(tx, &opening, entry).await?,
            }
            let versions = Versions(stored.as_ref().map_or(0, |stored| stored.version), opening.version);
            let label = format!("{} · {}", after.document, opening.customer.name);
            kept.push(Kept::of(opening.id.0, line, &label, versions, (before.as_ref(), &after)));
            let (was, is) = (stored.map(|stored| stored.snapshot()), opening.snapshot());
            audit::record(tx, MODULE, audited("opening.enter", &is), (was.as_ref(), Some(&is)), actor, clock).await?;
            told.push(InvoiceEntered(is));
        }
        outbox::append_many(tx, MODULE, &told, actor, clock).await?;
        Ok(kept)
    }
}

#[async_trait]
impl Importer for BalanceImporter {
    fn kind(&self) -> &'static str {
        "balances"
    }

    fn module(&self) -> &'static str {
        MODULE
    }

    fn fields(&self) -> &'static [Field] {
        &FIELDS
    }

    fn needs_site(&self) -> bool {
        true
    }

    fn permit(&self, options: &Options) -> Result<(), Problem> {
        match options.site {
            Some(site) => options.actor.permit(BALANCE_IMPORT, site),
            None => options.actor.permit_anywhere(BALANCE_IMPORT),
        }
    }

    async fn apply(&self, rows: &[Row], options: &Options) -> Result<Vec<Result<Outcome, RowError>>, Problem> {
        let site = options.site.ok_or_else(Problem::not_found)?;
        let card = identity::site(self.billing.sites.as_ref(), site).await?;
        let currency = Currency::from_code(&card.currency).unwrap_or(Currency::TND);
        let rows = self.read_all(rows, currency.decimals).await?;
        let mut tries = 1;
        loop {
            match self.try_batch(&rows, Place { site, currency }, options).await {
                Err(problem) if tries < TRIES && problem.transient => tries += 1,
                outcome => return outcome,
            }
        }
    }

    async fn attach(&self, row: &Row, paper: Paper, options: &Options) -> Result<Result<Outcome, RowError>, Problem> {
        super::paper::attach(&self.billing, row, paper, options).await
    }

    async fn undo(&self, tx: &mut Tx, kept: &[Kept], options: &Options) -> Result<Vec<Vec<RowError>>, Problem> {
        counters::raise(tx, MODULE, "balance_import", 0).await?;
        let mut left = vec![];
        for kept in kept {
            left.push(undo::undo(tx, kept, &options.actor, self.billing.context.clock.as_ref()).await?);
        }
        Ok(left)
    }
}

/// The opening entries of a batch's customers, and what its rows make of them.
struct Book {
    place: Place,
    now: chrono::DateTime<chrono::Utc>,
    entries: HashMap<(CustomerId, String), Balance>,
    /// In which rows meant them.
    order: Vec<(CustomerId, String)>,
}

struct Balance {
    /// The last row that meant it.
    line: u64,
    opening: Invoice,
    /// As the database has it; none for a new one.
    stored: Option<Invoice>,
}

impl Book {
    fn open(&mut self, known: Known) {
        let entry = |(key, opening): (_, Invoice)| (key, Balance { line: 0, stored: Some(opening.clone()), opening });
        self.entries = known.into_iter().map(entry).collect();
    }

    fn take_all(&mut self, rows: &[Result<Entered, RowError>]) -> Vec<Result<Outcome, RowError>> {
        let take = |row: &Result<Entered, RowError>| {
            let (told, customer) = row.as_ref().map_err(RowError::clone)?;
            self.take(told, customer)
        };
        rows.iter().map(take).collect()
    }

    fn take(&mut self, told: &Told, customer: &CustomerRef) -> Result<Outcome, RowError> {
        let key = (customer.id, search::normalise(&told.document));
        let Some(known) = self.entries.get_mut(&key) else {
            let opening = Opening {
                document: told.document.clone(),
                on: told.on,
                due_on: told.due_on,
                amount: told.amount,
                total: told.total,
                at: self.now,
            };
            let opening = Invoice::opened(InvoiceId::new(), self.place.site, customer.clone(), self.place.currency, opening);
            self.entries.insert(key.clone(), Balance { line: told.line, opening, stored: None });
            self.order.push(key);
            return Ok(Outcome::Created);
        };
        let Some(before) = known.opening.opening().cloned() else { return Ok(Outcome::Unchanged) };
        let after = Opening { on: told.on, due_on: told.due_on, amount: told.amount, total: told.total.or(before.total), ..before.clone() };
        if after == before {
            return Ok(Outcome::Unchanged);
        }
        if known.opening.currency != self.place.currency {
            return Err(RowError::new("open_amount", "It was entered in another currency"));
        }
        if known.opening.paid() != Amount::ZERO {
            return Err(RowError::new("open_amount", PAID_SINCE));
        }
        let differs = differences(&before, &after, &SHOWN);
        known.opening.correct(after);
        known.line = told.line;
        self.order.retain(|one| *one != key);
        self.order.push(key);
        Ok(Outcome::Updated(differs))
    }
}
