//! Whether the chain holds.

use std::collections::HashMap;

use kernel::Db;
use sea_orm::DbErr;

use super::link::Document;
use super::store::{self, Series};

const AT_ONCE: u64 = 500;

/// The end of a series as it was noted: how many documents it had, and the hash of the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub series: String,
    pub documents: i64,
    pub hash: String,
}

/// What a series is found to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// As far as it holds.
    pub head: Head,
    /// Issued before the chain began.
    pub unlinked: i64,
    /// What is wrong first; none when all holds.
    pub fault: Option<String>,
}

/// Walks every series in order. `noted` heads must be on the way: they prove that nothing up to them was written anew. Memory stays small
/// however many documents there are.
pub async fn verify(db: &Db, noted: &[Head]) -> Result<Vec<Verdict>, DbErr> {
    let mut verdicts = vec![];
    let all = store::series(db.reader(), None).await?;
    for series in &all {
        let noted: Vec<_> = noted.iter().filter(|head| head.series == series.name).collect();
        verdicts.push(walk(db, series, &noted).await?);
    }
    let is_known = |head: &&Head| all.iter().any(|series| series.name == head.series);
    for lost in noted.iter().filter(|head| !is_known(head)) {
        let fault = Some("the series is gone".to_owned());
        verdicts.push(Verdict { head: Head { documents: 0, hash: String::new(), ..lost.clone() }, unlinked: 0, fault });
    }
    Ok(verdicts)
}

async fn walk(db: &Db, series: &Series, noted: &[&Head]) -> Result<Verdict, DbErr> {
    let mut walker = Walker { hash: series.name.clone(), sequence: series.first - 1, met: vec![] };
    let (unlinked, slipped_in) = store::unlinked(db.reader(), series).await?;
    let mut fault = (slipped_in > 0).then(|| format!("{slipped_in} documents were slipped in: they have no link"));
    loop {
        let links = store::links(db.reader(), &series.name, walker.sequence, AT_ONCE).await?;
        if links.is_empty() || fault.is_some() {
            break;
        }
        let found = store::documents(db.reader(), &links).await?;
        let documents: HashMap<_, _> =
            found.documents().into_iter().filter_map(|document| Some((document.place()?.id, document))).collect();
        let forgotten = store::forgotten(db.reader(), &links).await?;
        fault = links.iter().find_map(|link| {
            let was = Was { hash: &link.hash, forgotten: forgotten.get(&link.id).map(String::as_str) };
            walker.step(link.sequence, documents.get(&link.id).copied(), was, noted)
        });
    }
    let unmet = noted.iter().find(|head| !walker.met.contains(&head.documents));
    let fault = fault.or_else(|| unmet.map(|head| format!("it does not have the head noted at document {}", head.documents)));
    let head = Head { series: series.name.clone(), documents: walker.sequence, hash: walker.hash };
    Ok(Verdict { head, unlinked, fault })
}

/// What a link says of its document.
#[derive(Clone, Copy)]
struct Was<'a> {
    hash: &'a str,
    /// Of one that names nobody any more: its hash after the link, as it was left.
    forgotten: Option<&'a str>,
}

struct Walker {
    hash: String,
    sequence: i64,
    /// Numbers at which a noted head was met.
    met: Vec<i64>,
}

impl Walker {
    /// Goes one link on, or says what is wrong with it.
    fn step(&mut self, sequence: i64, document: Option<Document<'_>>, was: Was<'_>, noted: &[&Head]) -> Option<String> {
        let hash = was.hash;
        let expected = self.sequence + 1;
        if sequence != expected {
            return Some(format!("document {expected} has no link: it was removed"));
        }
        let Some(document) = document else { return Some(format!("document {sequence} is gone")) };
        let is_in_place = document.place().is_some_and(|place| place.sequence == sequence);
        let is_as_left = match was.forgotten {
            Some(left) => document.hash(hash) == left,
            None => document.hash(&self.hash) == hash,
        };
        if !is_in_place || !is_as_left {
            return Some(format!("document {sequence} is not what was issued"));
        }
        hash.clone_into(&mut self.hash);
        self.sequence = sequence;
        if noted.iter().any(|head| head.documents == sequence && head.hash == hash) {
            self.met.push(sequence);
        }
        None
    }
}
