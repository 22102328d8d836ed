//! Lists over sites and states. The rows of a site and state stand in order in their own part of an index, so each part is walked
//! to the limit in the index alone, and only of the first of all are the rows fetched: the cost follows the page and not the table.
//! A customer, a vehicle or a rare word is few rows, which an index gives at once.

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};

use crate::paging::{Counted, counted};
use crate::search::{Plan, Query};
use crate::{Binds, Problem, SiteId, db};

/// Beyond that many parts the table is walked as one.
const MOST_WALKS: usize = 24;
/// More matches than this and a word is common: walking the list finds a page of them sooner than collecting them all.
const COMMON: i64 = 3000;

/// Each state that a list's filter names, once: `sent,closed`. `unknown` says what is wrong with a name that `parse` does not know.
pub fn states<T: PartialEq>(
    text: Option<&str>,
    parse: impl Fn(&str) -> Option<T>,
    unknown: impl Fn(&str) -> String,
) -> Result<Vec<T>, Problem> {
    let mut states = vec![];
    for name in text.filter(|text| !text.is_empty()).into_iter().flat_map(|text| text.split(',')) {
        let state = parse(name).ok_or_else(|| Problem::field("/state", "invalid", unknown(name)))?;
        if !states.contains(&state) {
            states.push(state);
        }
    }
    Ok(states)
}

/// A list to read. In columns, keys, order and conditions the table is `r`; it has `id`, `site_id` and `state`.
pub struct Listing<'a> {
    pub table: &'a str,
    /// The table of search terms.
    pub terms: &'a str,
    pub columns: &'a str,
    /// The columns of the order, and `r.id`.
    pub keys: &'a str,
    /// What indexes that begin with the site, and with the site and state, are in.
    pub order: &'a str,
    pub limit: u64,
    pub conditions: Conditions,
    /// The conditions leave few rows.
    pub is_narrow: bool,
    pub words: Option<&'a Query>,
    /// Every site without.
    pub sites: Option<&'a [SiteId]>,
    /// Any without.
    pub states: Vec<String>,
}

impl Listing<'_> {
    /// The first rows that everything asked for lets through.
    pub async fn rows<T: FromQueryResult, C: ConnectionTrait>(mut self, conn: &C) -> Result<Vec<T>, DbErr> {
        let from = self.from(conn).await?;
        let sql = match self.walks().as_slice() {
            [walk] => self.first(self.columns, &format!("{from} where true{walk}")),
            walks => self.merged(walks),
        };
        db::all(conn, sql, self.conditions.binds.0).await
    }

    /// How many rows there are, whatever the limit.
    pub async fn count<C: ConnectionTrait>(mut self, conn: &C) -> Result<Counted, DbErr> {
        let from = self.from(conn).await?;
        self.is_narrow = true;
        let walk = self.walks().concat();
        counted(conn, &format!("{from} where true{walk}"), self.conditions.binds.0).await
    }

    /// Where the rows come from, with the words among the conditions.
    async fn from<C: ConnectionTrait>(&mut self, conn: &C) -> Result<String, DbErr> {
        let from = format!("{} r", self.table);
        let Some(words) = self.words else { return Ok(from) };
        let plan = Plan::of(conn, self.terms, words).await?;
        if plan.is_common(conn, COMMON).await? {
            self.conditions.sql += &plan.condition(&mut self.conditions.binds, "r.id");
            return Ok(from);
        }
        self.is_narrow = true;
        self.conditions.sql += " and r.id = m.id";
        Ok(format!("{} m cross join {from}", plan.ids(&mut self.conditions.binds)))
    }

    /// The conditions of each walk: one of a single site and state each, or a single one of all of them.
    fn walks(&mut self) -> Vec<String> {
        let Conditions { sql, binds } = &mut self.conditions;
        let count = self.sites.map_or(1, <[_]>::len) * self.states.len().max(1);
        if self.is_narrow || !(1..=MOST_WALKS).contains(&count) {
            let sites = binds.and_among("r.site_id", self.sites);
            let states = binds.and_among("r.state", (!self.states.is_empty()).then_some(self.states.as_slice()));
            return vec![format!("{sql}{sites}{states}")];
        }
        let sites = match self.sites {
            Some(sites) => sites.iter().map(|site| format!(" and r.site_id = {}", binds.add(*site))).collect(),
            None => vec![String::new()],
        };
        let mut states: Vec<_> = self.states.iter().map(|state| format!(" and r.state = {}", binds.add(state))).collect();
        if states.is_empty() {
            states.push(String::new());
        }
        let pairs = sites.iter().flat_map(|site| states.iter().map(move |state| (site, state)));
        pairs.map(|(site, state)| format!("{sql}{site}{state}")).collect()
    }

    fn merged(&self, walks: &[String]) -> String {
        let walks = walks.iter().map(|walk| self.first(self.keys, &format!("{} r where true{walk}", self.table)));
        let firsts: Vec<_> = walks.map(|walk| format!("select * from ({walk}) w")).collect();
        let ids = self.first("r.id", &format!("({}) r", firsts.join(" union all ")));
        self.first(self.columns, &format!("{} r where r.id in ({ids})", self.table))
    }

    fn first(&self, columns: &str, from: &str) -> String {
        format!("select {columns} from {from} order by {} limit {}", self.order, self.limit)
    }
}

/// Conditions after `where true`, whose `?` become `$1`, `$2`, …
#[derive(Default)]
pub struct Conditions {
    pub sql: String,
    pub binds: Binds,
}

impl Conditions {
    pub fn add(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        let mut parts = condition.split('?');
        self.sql += " and ";
        self.sql += parts.next().unwrap_or_default();
        for (part, value) in parts.zip(values) {
            let place = self.binds.add(value);
            self.sql += &place;
            self.sql += part;
        }
    }

    /// Nothing without a value.
    pub fn equal<T: Into<Value>>(&mut self, column: &str, value: Option<T>) {
        if let Some(value) = value {
            self.add(&format!("{column} = ?"), [value.into()]);
        }
    }
}
