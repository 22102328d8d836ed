//! An erasure: pure rules.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::customers::CustomerId;
use contracts::identity::OpenRecord;
use contracts::subjects::LegalHold;
use kernel::{FieldError, Problem};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::customers::record::Language;

/// How far an erasure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = ErasureState)]
pub enum State {
    /// Documents are left that a law has the garage keep.
    Kept,
    Done,
}

/// Nothing in it is the person's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "customers_erasures")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub customer_id: CustomerId,
    pub state: State,
    pub asked_at: DateTime<Utc>,
    /// Who of the garage asked; none when the customer did.
    pub asked_by: Option<String>,
    /// The first day on which the documents may go.
    pub due_on: Option<NaiveDate>,
    /// Whose law keeps them, and for how long.
    pub country: Option<String>,
    pub years: Option<i32>,
    pub documents: i64,
    pub done_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Erasure;

impl Erasure {
    pub fn ask(customer_id: CustomerId, asked_by: Option<String>, hold: Option<LegalHold>, now: DateTime<Utc>) -> Self {
        let mut erasure = Self {
            id: Uuid::now_v7(),
            customer_id,
            state: State::Done,
            asked_at: now,
            asked_by,
            due_on: None,
            country: None,
            years: None,
            documents: 0,
            done_at: Some(now),
        };
        if let Some(hold) = hold.filter(|hold| hold.until > now.date_naive()) {
            (erasure.state, erasure.done_at) = (State::Kept, None);
            erasure.hold(hold);
        }
        erasure
    }

    /// The documents are kept until then.
    pub fn hold(&mut self, hold: LegalHold) {
        (self.due_on, self.country, self.years) = (Some(hold.until), Some(hold.country), Some(hold.years));
        self.documents = hold.documents;
    }

    pub fn finish(&mut self, now: DateTime<Utc>) {
        (self.state, self.done_at) = (State::Done, Some(now));
    }
}

/// Of what several modules must keep, what must be kept longest; the documents of all.
pub fn longest(holds: Vec<LegalHold>) -> Option<LegalHold> {
    let documents = holds.iter().map(|hold| hold.documents).sum();
    holds.into_iter().max_by_key(|hold| hold.until).map(|hold| LegalHold { documents, ..hold })
}

/// What stands in the place of a name.
pub fn word(language: Language) -> &'static str {
    match language {
        Language::Fr => "Client effacé",
        Language::Ar => "زبون محذوف",
        Language::En => "Erased customer",
    }
}

/// Nobody is forgotten in the middle of a visit, or owing.
pub fn refused(open: &[OpenRecord]) -> Problem {
    let named: Vec<_> = open.iter().map(|record| record.label.as_str()).collect();
    let error = |record: &OpenRecord| {
        FieldError::new("", record.kind.as_str(), record.label.as_str()).with([("label", record.label.clone().into())])
    };
    let mut problem = Problem::conflict("erasure-open", "Something is under way: settle it first").detail(named.join(", "));
    problem.errors = open.iter().map(error).collect();
    problem
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold(until: &str, documents: i64) -> LegalHold {
        let last_on = "2026-11-20".parse().unwrap();
        LegalHold { until: until.parse().unwrap(), country: "TN".into(), years: 10, last_on, documents }
    }

    #[test]
    fn what_must_be_kept_longest_counts_and_the_documents_of_all() {
        let both = longest(vec![hold("2036-11-20", 2), hold("2035-01-01", 3)]).unwrap();
        assert_eq!((both.until.to_string().as_str(), both.documents), ("2036-11-20", 5));
        assert_eq!(longest(vec![]), None);
    }

    #[test]
    fn it_is_done_at_once_where_nothing_is_kept_and_waits_for_the_day_where_something_is() {
        let now = "2026-11-20T08:00:00Z".parse().unwrap();
        let ask = |hold| Erasure::ask(CustomerId::new(), None, hold, now);
        assert_eq!((ask(None).state, ask(None).due_on), (State::Done, None));
        assert_eq!(ask(Some(hold("2026-11-20", 1))).state, State::Done, "their day has come");
        let mut kept = ask(Some(hold("2036-11-20", 1)));
        assert_eq!((kept.state, kept.done_at, kept.documents), (State::Kept, None, 1));
        kept.finish(now);
        assert_eq!((kept.state, kept.done_at), (State::Done, Some(now)));
    }

    #[test]
    fn a_refusal_names_each_thing_to_settle() {
        let open = [OpenRecord { kind: "work_order".into(), label: "LAC-2026-00042".into() }];
        let problem = refused(&open);
        assert_eq!((problem.status, problem.code.as_str(), problem.errors.len()), (409, "erasure-open", 1));
        assert_eq!(problem.errors[0].code, "work_order");
    }
}
