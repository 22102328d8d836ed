//! List customers.

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::billing::INVOICE_READ;
use contracts::customers::{CUSTOMER_READ, TagId};
use contracts::workshop::LeadSource;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Actor, Context, Problem, search};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::record::{Kind, Language};
use super::store::{self, Filter, Sort};
use super::view::CustomerView;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Words of the name, a telephone number in any format, e-mail, reference or tax id; contacts' too.
    q: Option<String>,
    kind: Option<Kind>,
    /// True shows the archived ones instead.
    archived: Option<bool>,
    /// On credit hold.
    held: Option<bool>,
    /// With a balance due; takes `invoice.read`.
    owing: Option<bool>,
    has_email: Option<bool>,
    has_phone: Option<bool>,
    created_from: Option<DateTime<Utc>>,
    created_until: Option<DateTime<Utc>>,
    /// Whose last visit was then or later.
    visited_from: Option<DateTime<Utc>>,
    /// Whose last visit was before.
    visited_until: Option<DateTime<Utc>>,
    language: Option<Language>,
    /// Whose first visit came about so.
    lead_source: Option<LeadSource>,
    /// With all of these tags: ids separated by commas.
    tags: Option<String>,
    #[param(inline)]
    sort: Option<CustomerSort>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
pub enum CustomerSort {
    #[default]
    #[serde(rename = "-created_at")]
    Newest,
    #[serde(rename = "name")]
    Name,
    #[serde(rename = "-last_visit")]
    LastVisit,
    /// Takes `invoice.read`.
    #[serde(rename = "-balance")]
    Balance,
}

impl ListQuery {
    /// What the caller may ask for.
    pub fn filter(self, actor: &Actor) -> Result<Filter, Problem> {
        let sort = self.sort.unwrap_or_default();
        if self.owing.is_some() || matches!(sort, CustomerSort::Balance) {
            actor.permit_anywhere(INVOICE_READ)?;
        }
        Ok(Filter {
            query: self.q.as_deref().and_then(search::Query::parse),
            kind: self.kind,
            archived: self.archived.unwrap_or(false),
            held: self.held,
            owing: self.owing,
            has_email: self.has_email,
            has_phone: self.has_phone,
            created_from: self.created_from,
            created_until: self.created_until,
            visited_from: self.visited_from,
            visited_until: self.visited_until,
            language: self.language,
            lead_source: self.lead_source,
            tags: tags(self.tags.as_deref().unwrap_or_default())?,
            sort: match sort {
                CustomerSort::Newest => Sort::Newest,
                CustomerSort::Name => Sort::Name,
                CustomerSort::LastVisit => Sort::LastVisit,
                CustomerSort::Balance => Sort::Balance,
            },
        })
    }
}

fn tags(text: &str) -> Result<Vec<TagId>, Problem> {
    let read = |id: &str| id.trim().parse().map_err(|_| Problem::field("/tags", "unknown", format!("{id} is no tag")));
    text.split(',').filter(|id| !id.trim().is_empty()).map(read).collect()
}

/// The customers of the group. Permission: `customer.read`; what is about balances takes `invoice.read` too.
#[utoipa::path(get, path = "/customers", tag = "customers", operation_id = "list_customers",
    params(ListQuery, PageQuery),
    responses((status = 200, body = Page<CustomerView>)), security(("bearer" = [])))]
pub async fn list_customers(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<CustomerView>>, Problem> {
    actor.permit_anywhere(CUSTOMER_READ)?;
    let filter = query.filter(&actor)?;
    let page = store::list(context.db.reader(), &filter, &page).await?;
    Ok(Json(page.map(|customer| CustomerView::new(customer, &actor))))
}
