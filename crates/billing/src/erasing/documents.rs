//! Documents that a law let go: of whom they were issued to, a word is left. Numbers, lines and sums stay.

use chrono::{DateTime, Utc};
use contracts::documents::Party;
use contracts::subjects::CustomerErased;
use kernel::personal::{and, each, ids as placed};
use kernel::{Problem, Tx, db, search};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter};
use uuid::Uuid;

use crate::chain;
use crate::entities::{chain as links, invoices};
use crate::invoices::invoice::Parties;
use crate::invoices::store;

/// Where documents stand that name whom they were issued to.
const NAMING: [&str; 4] = ["billing_invoices", "billing_credit_notes", "billing_deposits", "billing_journal_entries"];

pub async fn forget(tx: &Tx, told: &CustomerErased, at: DateTime<Utc>) -> Result<(), Problem> {
    let (places, values) = placed(&told.ids);
    let mut noting = values.clone();
    noting.push(at.into());
    for table in NAMING {
        let note = format!(
            "insert into billing_forgotten (id, hash, at) select id, '', ${} from {table} where customer_id in ({places}) on conflict do nothing",
            noting.len()
        );
        each(tx, &[note], &noting).await?;
    }
    for table in ["billing_invoices", "billing_credit_notes"] {
        forget_parties(tx, table, told).await?;
    }
    forget_names(tx, told).await?;
    seal(tx, told).await?;
    Ok(reindex(tx, told).await?)
}

/// Of both parties the buyer.
async fn forget_parties(tx: &Tx, table: &str, told: &CustomerErased) -> Result<(), Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        parties: String,
    }
    let (places, values) = placed(&told.ids);
    let sql = format!("select id, parties from {table} where customer_id in ({places}) and parties is not null");
    for row in db::all::<Row, _>(&**tx, sql, values).await? {
        let mut parties: Parties = serde_json::from_str(&row.parties).map_err(|error| Problem::internal(&error))?;
        let nothing = String::new;
        parties.buyer = Party { name: told.word.clone(), address: nothing(), phone: nothing(), email: nothing(), tax_id: nothing() };
        let text = serde_json::to_string(&parties).map_err(|error| Problem::internal(&error))?;
        db::execute(&**tx, format!("update {table} set parties = $1 where id = $2"), [text.into(), row.id.into()]).await?;
    }
    Ok(())
}

async fn forget_names(tx: &Tx, told: &CustomerErased) -> Result<(), DbErr> {
    let (places, values) = placed(&told.ids);
    let invoices = format!("select id from billing_invoices where customer_id in ({places})");
    let plain = [
        format!("update billing_invoices set exemption = null, notes = null where customer_id in ({places})"),
        format!("update billing_credit_notes set exemption = null where customer_id in ({places})"),
        format!("update billing_cheques set drawer = null, rib = null where customer_id in ({places})"),
        format!("update billing_einvoices set tax_id = null, xml = null, electronic_address = null where customer_id in ({places})"),
        format!("delete from billing_files where record in (select id from billing_signatures where invoice_id in ({invoices}))"),
    ];
    each(tx, &plain, &values).await?;
    let (word, naming) = and(values, told.word.as_str());
    let tables =
        ["billing_invoices", "billing_credit_notes", "billing_deposits", "billing_cheques", "billing_einvoices", "billing_dunning_letters"];
    let mut named: Vec<_> =
        tables.iter().map(|table| format!("update {table} set customer_name = {word} where customer_id in ({places})")).collect();
    named.push(format!("update billing_journal_entries set customer_name = {word}, label = piece where customer_id in ({places})"));
    named.push(format!("update billing_signatures set by_name = {word} where invoice_id in ({invoices})"));
    each(tx, &named, &naming).await
}

/// What each document is now, after the link that it had: who changes it afterwards is found.
async fn seal(tx: &Tx, told: &CustomerErased) -> Result<(), Problem> {
    for (table, kind) in [("billing_invoices", "invoice"), ("billing_credit_notes", "credit_note"), ("billing_deposits", "deposit")] {
        let (places, values) = placed(&told.ids);
        let sql = format!("select c.* from billing_chain c join {table} d on d.id = c.id where d.customer_id in ({places})");
        let linked: Vec<links::Model> = db::all(&**tx, sql, values).await?;
        debug_assert!(linked.iter().all(|link| link.kind == kind));
        let found = chain::documents(&**tx, &linked).await?;
        for document in found.documents() {
            let Some(place) = document.place() else { continue };
            let Some(link) = linked.iter().find(|link| link.id == place.id) else { continue };
            let hash = document.hash(&link.hash);
            db::execute(&**tx, "update billing_forgotten set hash = $1 where id = $2", [hash.into(), place.id.into()]).await?;
        }
    }
    Ok(())
}

/// They are not found by the name any more.
async fn reindex(tx: &Tx, told: &CustomerErased) -> Result<(), DbErr> {
    let theirs = invoices::Entity::find().filter(invoices::Column::CustomerId.is_in(told.ids.iter().copied()));
    for row in theirs.all(&**tx).await? {
        let id = row.id.0;
        search::index(tx, store::TERMS, id, store::terms(&store::from_row(row, vec![])?)).await?;
    }
    Ok(())
}
