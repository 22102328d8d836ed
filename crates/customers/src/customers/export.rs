//! The list as a file.

use std::collections::HashMap;

use axum::extract::State;
use axum::response::Response;
use contracts::billing::INVOICE_READ;
use contracts::customers::{CUSTOMER_EXPORT, TagId};
use kernel::audit::{self, Change};
use kernel::export::{Cell, FileFormat, MOST_ROWS, Table};
use kernel::http::{Caller, Query};
use kernel::paging::PageQuery;
use kernel::{Actor, Context, Currency, Problem};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use uuid::Uuid;

use super::customer::Customer;
use super::list::ListQuery;
use super::record::Kind;
use super::store::{self, Filter};
use crate::{MODULE, tags};

/// Rows of one query.
const AT_ONCE: u64 = 1_000;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    #[param(inline)]
    format: Option<FileFormat>,
}

/// What the audit trail keeps of an export.
#[derive(Serialize)]
struct Exported {
    format: String,
    rows: usize,
}

/// The list that the filters of `GET /customers` give, in its order, as a CSV or XLSX file of at most 20,000 rows (`too-many-rows`).
/// Permission: `customer.export`; balances are in it for who holds `invoice.read`.
#[utoipa::path(get, path = "/customers/export", tag = "customers", operation_id = "export_customers",
    params(ListQuery, ExportQuery),
    responses((status = 200, content(
        (Vec<u8> = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    ))), security(("bearer" = [])))]
pub async fn export_customers(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
    Query(asked): Query<ExportQuery>,
) -> Result<Response, Problem> {
    actor.permit_anywhere(CUSTOMER_EXPORT)?;
    let (filter, format) = (query.filter(&actor)?, asked.format.unwrap_or_default());
    let table = table(&context, &actor, &filter).await?;
    note(&context, &actor, format, table.rows.len()).await?;
    // A workbook takes a while to pack: not on a thread that answers others.
    let made = tokio::task::spawn_blocking(move || table.answer(format)).await;
    made.map_err(|error| Problem::internal(&error))?
}

async fn table(context: &Context, actor: &Actor, filter: &Filter) -> Result<Table, Problem> {
    let sees_money = actor.may_anywhere(INVOICE_READ);
    let mut titles = vec![
        "name",
        "kind",
        "phone",
        "email",
        "language",
        "tax_id",
        "electronic_address",
        "address",
        "external_ref",
        "created",
        "last_visit",
        "hold",
        "tags",
    ];
    if sees_money {
        titles.extend(["balance_due", "currency"]);
    }
    let mut table = Table { name: format!("customers-{}", context.clock.now().date_naive()), titles, rows: vec![] };
    let tags: HashMap<_, _> = tags::store::all(context.db.reader()).await?.into_iter().map(|tag| (tag.id, tag.name)).collect();
    let mut page = PageQuery::default();
    loop {
        let read = store::read(context.db.reader(), filter, &page, AT_ONCE).await?;
        table.rows.extend(read.items.into_iter().map(|customer| row(customer, &tags, sees_money)));
        if table.rows.len() > MOST_ROWS {
            return Err(Problem::conflict("too-many-rows", "A file has at most 20,000 rows: filter the list"));
        }
        match read.next {
            Some(next) => page.after = Some(next),
            None => return Ok(table),
        }
    }
}

fn row(customer: Customer, tags: &HashMap<TagId, String>, sees_money: bool) -> Vec<Cell> {
    let balances = customer.balances();
    let mut tagged: Vec<_> = customer.tags().iter().filter_map(|tag| tags.get(tag).cloned()).collect();
    tagged.sort();
    let last_visit = customer.last_visit_at();
    let kind = if customer.kind == Kind::Business { "business" } else { "person" };
    let mut cells = vec![
        customer.name.into(),
        kind.to_owned().into(),
        customer.phone_display.into(),
        customer.email.into(),
        customer.language.code().to_owned().into(),
        customer.tax_id.into(),
        customer.electronic_address.into(),
        customer.address.into(),
        customer.external_ref.into(),
        customer.created_at.date_naive().to_string().into(),
        last_visit.map(|at| at.date_naive().to_string()).into(),
        customer.hold_reason.into(),
        tagged.join(", ").into(),
    ];
    if sees_money {
        let amount = |currency: &str| Currency::from_code(currency).map_or(2, |currency| currency.decimals);
        let texts: Vec<_> = balances.iter().map(|due| (due.amount.to_decimal(amount(&due.currency)), &due.currency)).collect();
        cells.extend(match texts.as_slice() {
            [] => [Cell::Empty, Cell::Empty],
            [(amount, currency)] => [Cell::Number(amount.clone()), (*currency).clone().into()],
            several => {
                let each: Vec<_> = several.iter().map(|(amount, currency)| format!("{amount} {currency}")).collect();
                [each.join(", ").into(), Cell::Empty]
            }
        });
    }
    cells
}

/// Who took so many customers away is on record.
async fn note(context: &Context, actor: &Actor, format: FileFormat, rows: usize) -> Result<(), Problem> {
    let tx = context.db.begin().await?;
    let exported = Exported { format: format!("{format:?}").to_lowercase(), rows };
    let label = format!("{rows} customers");
    let change = Change { action: "customer.export", entity: "customer", id: Uuid::now_v7(), label: &label, site: None };
    audit::record(&tx, MODULE, change, (None, Some(&exported)), actor, context.clock.as_ref()).await?;
    Ok(tx.commit().await?)
}
