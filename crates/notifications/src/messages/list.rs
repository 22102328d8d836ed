use axum::extract::State;
use contracts::billing::InvoiceId;
use contracts::identity::MESSAGE_READ;
use contracts::workshop::WorkOrderId;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Actor, Context, Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::message::{MessageEvent, MessageState};
use super::store::{self, Filter};
use super::view::MessageView;

/// Which messages to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MessageQuery {
    /// Only of this site.
    pub site: Option<SiteId>,
    pub state: Option<MessageState>,
    pub event: Option<MessageEvent>,
    /// Only about this work order.
    pub work_order: Option<WorkOrderId>,
    /// Only about this invoice.
    pub invoice: Option<InvoiceId>,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// Rows per page, 1 to 100; 25 when left out.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// The messages of the caller's sites, newest first.
///
/// Permission: `message.read`.
#[utoipa::path(
    get, path = "/messages", tag = "notifications", operation_id = "list_messages", params(MessageQuery), security(("bearer" = [])),
    responses((status = 200, body = Page<MessageView>))
)]
pub async fn list_messages(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(query): Query<MessageQuery>,
) -> Result<Json<Page<MessageView>>, Problem> {
    list(&context, &actor, query).await.map(Json)
}

async fn list(context: &Context, actor: &Actor, query: MessageQuery) -> Result<Page<MessageView>, Problem> {
    let page = PageQuery { after: query.after, limit: query.limit };
    let limit = page.limit()?;
    let filter = Filter {
        sites: actor.visible_sites(query.site, MESSAGE_READ)?,
        state: query.state,
        event: query.event,
        work_order: query.work_order,
        invoice: query.invoice,
        before: page.cursor()?,
    };
    let rows = store::list(context.db.reader(), filter, limit).await?;
    Ok(Page::cut(rows, limit, |row| row.id).map(|row| MessageView::new(row, actor)))
}
