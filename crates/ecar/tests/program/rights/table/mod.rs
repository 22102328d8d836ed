//! What each operation takes, whose rows it reaches, and a request that succeeds for who may.

mod access;
mod account;
mod attachments;
mod billing;
mod canned_jobs;
mod customers;
mod data;
mod deferred;
mod estimates;
mod floor;
mod imports;
pub mod inspections;
mod intake;
mod inventory;
mod issues;
mod labels;
mod locations;
mod numbers;
mod open;
mod people;
mod prices;
mod reports;
mod scheduling;
mod store;
mod time;
mod vehicles;
mod webhooks;
mod work_orders;

use contracts::identity::CATALOGUE;
use futures::future::BoxFuture;
use kernel::Permission;
use serde_json::Value;

use super::scene::Scene;

/// What the caller must be or hold.
#[derive(Clone, Copy)]
pub enum Needs {
    /// Open to everybody; the reason why.
    Nothing(&'static str),
    /// Anybody who is signed in, programs too.
    SignedIn,
    /// A session of one's own: it is about the caller's account.
    Session,
    /// One of these.
    One(&'static [Permission]),
    /// One of these, in a session of one's own: programs are refused.
    OneInSession(&'static [Permission]),
}

/// Whose rows the operation reaches.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// One site's record, or a list of it: another site's owner is told that nothing is there.
    Record,
    /// A list over the caller's own sites: another site's owner reads it without a trace of the home site.
    Rows,
    /// What the group shares: whoever holds the permission anywhere.
    Group,
    /// The whole garage: it takes the permission at every site.
    Garage,
    /// The caller's own.
    Own,
}

pub enum Body {
    Nothing,
    Json(Value),
    /// A CSV file, and the site whose stock it is.
    File(&'static str, String),
}

pub struct Request {
    /// Below `/api/v1`.
    pub path: String,
    pub body: Body,
}

/// Makes what the request needs, as the owner, and the request.
pub type Ask = for<'a> fn(&'a Scene) -> BoxFuture<'a, Request>;

pub struct Operation {
    /// As in the document.
    pub id: &'static str,
    pub needs: Needs,
    pub reach: Reach,
    pub ask: Ask,
    /// What who may gets; empty: a success.
    pub gives: &'static [u16],
    /// What it takes beside, to see what is to be changed.
    pub also: &'static [Permission],
}

pub fn to(path: impl Into<String>) -> Request {
    Request { path: path.into(), body: Body::Nothing }
}

pub fn with(path: impl Into<String>, body: Value) -> Request {
    Request { path: path.into(), body: Body::Json(body) }
}

/// An entry of the table.
pub fn operation(id: &'static str, needs: Needs, reach: Reach, ask: Ask) -> Operation {
    Operation { id, needs, reach, ask, gives: &[], also: &[] }
}

impl Operation {
    /// For what a test cannot bring to a success: what is answered to who may instead.
    pub fn gives(self, gives: &'static [u16]) -> Self {
        Self { gives, ..self }
    }

    pub fn also(self, also: &'static [Permission]) -> Self {
        Self { also, ..self }
    }

    pub fn takes(&self) -> &'static [Permission] {
        match self.needs {
            Needs::One(permissions) | Needs::OneInSession(permissions) => permissions,
            Needs::Nothing(_) | Needs::SignedIn | Needs::Session => &[],
        }
    }

    pub fn is_in_session(&self) -> bool {
        matches!(self.needs, Needs::Session | Needs::OneInSession(_))
    }
}

/// Every operation there is.
pub fn table() -> Vec<Operation> {
    [
        open::operations(),
        account::operations(),
        people::operations(),
        data::operations(),
        access::operations(),
        customers::operations(),
        vehicles::operations(),
        webhooks::operations(),
        scheduling::operations(),
        time::operations(),
        deferred::operations(),
        floor::operations(),
        inventory::operations(),
        store::operations(),
        issues::operations(),
        numbers::operations(),
        labels::operations(),
        locations::operations(),
        imports::operations(),
        work_orders::operations(),
        inspections::operations(),
        estimates::operations(),
        prices::operations(),
        canned_jobs::operations(),
        open::tellers(),
        open::estimates(),
        intake::operations(),
        billing::operations(),
        attachments::operations(),
        reports::operations(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Everything there is to hold, but for these.
pub fn all_but(taken: &[Permission]) -> Vec<&'static str> {
    let all = CATALOGUE.iter().flat_map(|group| group.permissions);
    all.filter(|permission| !taken.contains(permission)).map(|permission| permission.0).collect()
}
