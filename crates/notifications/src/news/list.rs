//! `GET /news`

use axum::extract::State;
use contracts::identity::UserId;
use contracts::workshop::WORK_ORDER_AUTHORISE;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Actor, Context, Problem};

use super::store::{self, Reader};
use super::view::NewsView;

/// What the caller is to know, newest first: their own news, and those of the desk where they may authorise work. Permission: none but being signed in.
#[utoipa::path(get, path = "/news", tag = "notifications", operation_id = "list_news", params(PageQuery),
    responses((status = 200, body = Page<NewsView>)), security(("bearer" = [])))]
pub async fn list_news(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<NewsView>>, Problem> {
    let (reader, conn, limit) = (reader(&actor), context.db.reader(), page.limit()?);
    let rows = store::list(conn, &reader, page.cursor()?, limit).await?;
    let seen = store::seen(conn, reader.user).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(|row| NewsView::new(row, seen))))
}

/// Whose news the caller reads.
pub fn reader(actor: &Actor) -> Reader {
    let user = UserId(actor.id);
    let desks = actor.sites.keys().copied().filter(|site| actor.may(WORK_ORDER_AUTHORISE, *site)).collect();
    Reader { user, desks }
}
