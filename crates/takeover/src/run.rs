//! The steps of a takeover, each by the importer of its module: who comes, with what, what is on the shelves, what was done and what is owed.
//!
//! A row whose parent was refused is refused as well. A step again changes nothing, so that a run which was killed is begun again.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use kernel::import::{self, Importer, Options, Outcome, Paper, Row, RowError};
use kernel::{Actor, Context, Problem, SiteId, search};

use crate::report::{Ignored, Refused, Report};
use crate::source::{Source, unreadable};
use crate::systems::{Entry, Read, Reader, Site, System, Worth};
use crate::watched::Watched;

const TOTALS: [&str; 6] = ["invoices", "payments", "open", "void", "stock_quantity", "stock_value"];

/// How it is to be run.
pub struct Asked {
    /// None where the tables are to say it.
    pub system: Option<System>,
    pub dry_run: bool,
    /// Where what belongs to no site there comes, and what belongs to a site that is not known here.
    pub site: Site,
    /// Sites that the other system's are known by, by name or code.
    pub sites: Vec<Site>,
    pub currency: String,
    pub decimals: u8,
    pub actor: Actor,
}

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The table at hand, as in the report.
    pub step: &'static str,
    pub processed: u64,
    pub total: u64,
}

type Outcomes = Vec<Result<Outcome, RowError>>;
/// Tells how far it is.
pub type Tell<'a> = &'a (dyn Fn(Progress) + Send + Sync);

struct Run<'a> {
    context: &'a Context,
    importers: &'a [Arc<dyn Importer>],
    asked: &'a Asked,
    tell: Tell<'a>,
    report: Report,
    /// Keys of what is here now, or would be, by kind.
    accepted: HashMap<&'static str, HashSet<String>>,
    processed: u64,
    total: u64,
}

/// A step: its name in the report, the importer's, and whether it is of a site.
struct Step(&'static str, &'static str, bool);

/// Takes over what the source has; or says what that would do.
pub async fn run(
    context: &Context,
    source: &Source,
    importers: &[Arc<dyn Importer>],
    asked: &Asked,
    tell: Tell<'_>,
) -> Result<Report, Problem> {
    let tables = &source.tables;
    let system = asked.system.or_else(|| System::of(tables)).ok_or_else(|| unreadable("It is not known which system it comes from"))?;
    let total = tables.known.values().map(Vec::len).sum::<usize>();
    let mut run = Run {
        context,
        importers,
        asked,
        tell,
        report: Report { system: system.code().to_owned(), currency: asked.currency.clone(), ..Report::default() },
        accepted: HashMap::new(),
        processed: 0,
        total: u64::try_from(total).unwrap_or_default(),
    };
    for name in TOTALS {
        run.report.total(name);
    }
    run.report.ignored = tables.ignored.iter().map(|(name, rows)| Ignored { name: name.clone(), rows: *rows }).collect();
    let reader = Reader { tables, system, decimals: asked.decimals };
    run.table(Step("accounts", "accounts", false), reader.accounts()).await?;
    run.table(Step("customers", "customers", false), reader.customers()).await?;
    run.table(Step("vehicles", "vehicles", false), reader.vehicles()).await?;
    run.table(Step("products", "products", false), reader.products()).await?;
    run.table(Step("stock", "products", true), reader.stock()).await?;
    run.table(Step("visits", "visits", true), reader.visits()).await?;
    let invoices = run.table(Step("invoices", "balances", true), reader.invoices()).await?;
    run.papers(source, invoices).await?;
    Ok(run.report)
}

impl Run<'_> {
    /// Imports the rows of a kind; those that are here afterwards, or would be.
    async fn table(&mut self, step: Step, reads: Vec<Read>) -> Result<Vec<(SiteId, Entry)>, Problem> {
        let Step(name, kind, of_site) = step;
        self.report.table(name).read = u64::try_from(reads.len()).unwrap_or_default();
        let mut by_site: BTreeMap<SiteId, Vec<Entry>> = BTreeMap::new();
        for read in reads {
            let Some(entry) = self.sort_out(name, read) else { continue };
            let site = if of_site { self.site(entry.site.as_deref()) } else { self.asked.site.id };
            by_site.entry(site).or_default().push(entry);
        }
        let mut here = vec![];
        for (site, entries) in by_site {
            let outcomes = self.import(name, kind, of_site.then_some(site), &entries).await?;
            for (entry, outcome) in entries.into_iter().zip(outcomes) {
                if self.count(name, &entry, outcome) {
                    here.push((site, entry));
                }
            }
        }
        let keys = here.iter().map(|(_, entry)| entry.key.clone());
        self.accepted.entry(name).or_default().extend(keys);
        Ok(here)
    }

    /// What is to be imported of it.
    fn sort_out(&mut self, name: &'static str, read: Read) -> Option<Entry> {
        match read {
            Read::Left => {
                self.report.table(name).left += 1;
                None
            }
            Read::Refused { row, field, reason, worth } => {
                self.weigh(&worth);
                self.refuse(name, &row, field, reason, &worth);
                None
            }
            Read::Taken(entry) => {
                self.weigh(&entry.worth);
                let orphan = entry.parent.as_ref().filter(|parent| !self.is_accepted(parent.kind, &parent.key));
                if let Some(parent) = orphan {
                    let reason = format!("{} {} is not in the file, or was refused", parent.field, parent.key);
                    self.refuse(name, &entry.key, parent.field, reason, &entry.worth);
                    return None;
                }
                Some(*entry)
            }
        }
    }

    fn is_accepted(&self, kind: &str, key: &str) -> bool {
        self.accepted.get(kind).is_some_and(|keys| keys.contains(key))
    }

    fn weigh(&mut self, worth: &Worth) {
        for (total, amount) in worth {
            self.report.total(total).before += amount;
        }
    }

    fn refuse(&mut self, table: &str, row: &str, field: &str, reason: String, worth: &Worth) {
        for (total, amount) in worth {
            self.report.total(total).refused += amount;
        }
        let amount = worth.first().map(|(_, amount)| *amount);
        self.report.refuse(Refused { table: table.to_owned(), row: row.to_owned(), field: field.to_owned(), reason, amount });
    }

    /// Whether the row is here.
    fn count(&mut self, name: &str, entry: &Entry, outcome: Result<Outcome, RowError>) -> bool {
        let table = self.report.table(name);
        match outcome {
            Ok(Outcome::Created) => table.made += 1,
            Ok(Outcome::Updated(_)) => table.changed += 1,
            Ok(Outcome::Unchanged) => table.same += 1,
            Err(error) => {
                self.refuse(name, &entry.key, error.field, error.message, &entry.worth);
                return false;
            }
        }
        for (total, amount) in &entry.worth {
            self.report.total(total).after += amount;
        }
        true
    }

    /// The site here whose name or code it has.
    fn site(&self, name: Option<&str>) -> SiteId {
        let name = name.map(search::normalise);
        let is_it =
            |site: &&Site| name.as_ref().is_some_and(|name| [&site.name, &site.code].iter().any(|text| search::normalise(text) == *name));
        self.asked.sites.iter().find(is_it).map_or(self.asked.site.id, |site| site.id)
    }

    fn importer(&self, kind: &str) -> Result<Arc<dyn Importer>, Problem> {
        let found = self.importers.iter().find(|importer| importer.kind() == kind).cloned();
        found.ok_or_else(|| Problem::conflict("modules-apart", "A takeover needs every module in one program"))
    }

    fn options(&self, site: Option<SiteId>) -> Options {
        Options { dry_run: self.asked.dry_run, site, actor: self.asked.actor.clone(), import: None }
    }

    async fn import(&mut self, name: &'static str, kind: &str, site: Option<SiteId>, entries: &[Entry]) -> Result<Outcomes, Problem> {
        let watched = Arc::new(Watched::new(self.importer(kind)?, name == "stock"));
        let (names, options) = (names(watched.as_ref(), entries), self.options(site));
        let file = file(&names, entries);
        let mapping = names.into_iter().map(|name| (name.to_owned(), name.to_owned())).collect();
        let (db, clock) = (&self.context.db, self.context.clock.as_ref());
        let (tell, before, total) = (self.tell, self.processed, self.total);
        let told = |processed: i64| tell(Progress { step: name, processed: before + u64::try_from(processed).unwrap_or_default(), total });
        told(0);
        let started = import::start(db, watched.as_ref(), &file, &mapping, &options, clock).await?;
        let done = import::run(db, watched.clone(), &file, &mapping, &options, started, |import| told(import.processed)).await?;
        if let Some(error) = done.error {
            return Err(Problem::conflict("import-stopped", error));
        }
        self.processed += u64::try_from(entries.len()).unwrap_or_default();
        Ok(watched.outcomes())
    }

    /// The documents that invoices name, as evidence beside them.
    async fn papers(&mut self, source: &Source, invoices: Vec<(SiteId, Entry)>) -> Result<(), Problem> {
        let importer = self.importer("balances")?;
        for (site, entry) in invoices {
            let Some(path) = entry.paper.clone() else { continue };
            self.report.table("papers").read += 1;
            let outcome = match source.papers.read(&path) {
                None => Err(RowError::new("file", format!("“{path}” is not in the folder or zip, or larger than 10 MiB"))),
                Some(bytes) => {
                    let name = Path::new(&path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
                    let row = Row { line: 0, values: entry.values.iter().cloned().collect() };
                    importer.attach(&row, Paper { name, bytes }, &self.options(Some(site))).await?
                }
            };
            let paper = Entry { key: entry.key, ..Entry::default() };
            self.count("papers", &paper, outcome);
        }
        Ok(())
    }
}

/// The fields that any of them says, and those that all must say.
fn names(importer: &dyn Importer, entries: &[Entry]) -> BTreeSet<&'static str> {
    let required = importer.fields().iter().filter(|field| field.required).map(|field| field.name);
    entries.iter().flat_map(|entry| entry.values.iter().map(|(field, _)| *field)).chain(required).collect()
}

/// As a file for the importer.
fn file(names: &BTreeSet<&'static str>, entries: &[Entry]) -> Vec<u8> {
    let mut lines = csv::WriterBuilder::new().from_writer(vec![]);
    let _ = lines.write_record(names);
    for entry in entries {
        let value = |name: &&'static str| entry.values.iter().find(|(field, _)| field == name).map_or("", |(_, text)| text.as_str());
        let _ = lines.write_record(names.iter().map(value));
    }
    lines.into_inner().unwrap_or_default()
}
