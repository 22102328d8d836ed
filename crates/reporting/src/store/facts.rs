//! The rows behind the figures.

use std::collections::BTreeMap;

use kernel::{Binds, Tx, db};
use sea_orm::{DbErr, Value};

use super::{at_once, insert_many, sparse};
use crate::facts::{Fact, Kind};
use crate::measures::Measure;

const COLUMNS: [&str; 8] = ["id", "kind", "site_id", "day", "number", "label", "document", "document_id"];

pub async fn forget(tx: &Tx, facts: &[&Fact]) -> Result<(), DbErr> {
    for chunk in facts.chunks(at_once(1)) {
        let mut binds = Binds::default();
        let sql = format!("delete from reporting_facts where id in ({})", binds.list(chunk.iter().map(|fact| fact.id)));
        db::execute(&**tx, sql, binds.0).await?;
    }
    Ok(())
}

pub async fn insert(tx: &Tx, facts: &[&Fact]) -> Result<(), DbErr> {
    let mut by_kind = BTreeMap::<Kind, Vec<&Fact>>::new();
    for fact in facts {
        by_kind.entry(fact.kind).or_default().push(fact);
    }
    for (kind, facts) in by_kind {
        let measures = kind.measures();
        let columns: Vec<_> = COLUMNS.into_iter().chain(measures.iter().map(|measure| measure.column())).collect();
        for chunk in facts.chunks(at_once(columns.len())) {
            let sql = insert_many("reporting_facts", &columns, chunk.len(), "");
            let mut values = Vec::with_capacity(columns.len() * chunk.len());
            for fact in chunk {
                add(&mut values, fact, measures);
            }
            db::execute(&**tx, sql, values).await?;
        }
    }
    Ok(())
}

fn add(values: &mut Vec<Value>, fact: &Fact, measures: &[Measure]) {
    let (document, document_id) = fact.document;
    values.extend([
        fact.id.into(),
        fact.kind.name().into(),
        fact.site_id.into(),
        fact.day.into(),
        fact.number.clone().into(),
        fact.label.clone().into(),
        document.name().into(),
        document_id.into(),
    ]);
    values.extend(measures.iter().map(|measure| sparse(fact.sums[*measure])));
}
