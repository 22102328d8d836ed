//! Lists as the old clients page them, over ECAR's cursors: page numbers, limit and offset, or all at once.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::reply::said;
use super::{Answer, Ask, Call, Family, Reply};

/// ECAR's own largest page.
const STEP: usize = 100;
/// Rows of a list that has no pages.
const MOST: usize = 1_000;

/// One of ECAR's lists: its path with its filters, such as `/work-orders?site=…`.
pub struct Source {
    path: String,
    count: Count,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Count {
    /// It has a `…/count` beside it.
    Asked,
    /// It is short: it is read to its end.
    Read,
    /// What is known is that there are at least as many as were read.
    AtLeast,
}

impl Source {
    pub fn of(path: &str, filters: &[(&str, Option<&str>)]) -> Self {
        Self { path: with(path, filters), count: Count::Asked }
    }

    /// A list of a few hundred rows at most.
    pub fn short(path: &str, filters: &[(&str, Option<&str>)]) -> Self {
        Self { path: with(path, filters), count: Count::Read }
    }

    /// A list that is not counted.
    pub fn uncounted(path: &str, filters: &[(&str, Option<&str>)]) -> Self {
        Self { path: with(path, filters), count: Count::AtLeast }
    }

    fn after(&self, cursor: Option<&str>, limit: usize) -> String {
        let sign = if self.path.contains('?') { '&' } else { '?' };
        let after = cursor.map(|cursor| format!("&after={cursor}")).unwrap_or_default();
        format!("{}{sign}limit={limit}{after}", self.path)
    }

    fn counting(&self) -> String {
        match self.path.split_once('?') {
            Some((path, query)) => format!("{path}/count?{query}"),
            None => format!("{}/count", self.path),
        }
    }
}

pub fn with(path: &str, filters: &[(&str, Option<&str>)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in filters.iter().filter_map(|(name, value)| value.map(|value| (name, value))) {
        query.append_pair(name, value);
    }
    let query = query.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

struct Window {
    offset: usize,
    size: usize,
}

/// The rows of one page.
struct Rows {
    items: Vec<Value>,
    has_more: bool,
}

/// The page that is asked for, each row as `shape` shows it.
pub async fn listed(ask: &Ask, source: Source, shape: impl Fn(&Value) -> Value) -> Answer {
    paged(ask, source).await?.shown(ask, shape)
}

/// A page as ECAR has it.
struct Paged {
    window: Window,
    rows: Rows,
    count: usize,
}

async fn paged(ask: &Ask, source: Source) -> Result<Paged, Reply> {
    let window = window(ask)?;
    if ask.family == Family::Services {
        let rows = read(ask, &source, &window).await?;
        return Ok(Paged { count: rows.items.len(), window, rows });
    }
    let (rows, count) = match source.count {
        Count::Asked => {
            let rows = read(ask, &source, &window).await?;
            let is_end = !rows.has_more && (window.offset == 0 || !rows.items.is_empty());
            let count = if is_end { window.offset + rows.items.len() } else { ask.total(source.counting()).await? };
            (rows, count)
        }
        Count::Read => {
            let every = all(ask, source).await?;
            let (count, end) = (every.len(), window.offset.saturating_add(window.size));
            let items = every.into_iter().skip(window.offset).take(window.size).collect();
            (Rows { items, has_more: count > end }, count)
        }
        Count::AtLeast => {
            let rows = read(ask, &source, &window).await?;
            let known = window.offset + rows.items.len() + usize::from(rows.has_more);
            (rows, known)
        }
    };
    Ok(Paged { window, rows, count })
}

impl Paged {
    /// As the client's system answers with pages.
    fn shown(self, ask: &Ask, shape: impl Fn(&Value) -> Value) -> Answer {
        let Self { window, rows, count } = self;
        let results: Vec<_> = rows.items.iter().map(shape).collect();
        if ask.family == Family::Services {
            return Ok(Reply::ok(results.into()));
        }
        if ask.family == Family::Manager && window.offset > 0 && results.is_empty() {
            return Err(Reply::detail(StatusCode::NOT_FOUND, "Invalid page."));
        }
        let next = rows.has_more.then(|| link(ask, window.offset + window.size, window.size));
        let previous = (window.offset > 0).then(|| link(ask, window.offset.saturating_sub(window.size), window.size));
        Ok(Reply::ok(json!({ "count": count, "next": next, "previous": previous, "results": results })))
    }
}

/// A page of rows that were all read.
pub fn page_of(ask: &Ask, rows: &[Value], shape: impl Fn(&Value) -> Value) -> Answer {
    let window = window(ask)?;
    let (count, end) = (rows.len(), window.offset.saturating_add(window.size));
    let items = rows.iter().skip(window.offset).take(window.size).cloned().collect();
    Paged { window, rows: Rows { items, has_more: count > end }, count }.shown(ask, shape)
}

/// Whether a day is between `date_from` and `date_to` of the query; a parameter that is no day narrows nothing.
pub fn is_between(ask: &Ask, moment: &str) -> bool {
    let day = |name: &str| ask.wanted(name).and_then(|day| day.get(..10)).filter(|day| day.parse::<chrono::NaiveDate>().is_ok());
    let moment = moment.get(..10).unwrap_or_default();
    day("date_from").is_none_or(|from| from <= moment) && day("date_to").is_none_or(|until| moment <= until)
}

/// By what stands at `pointer`: numbers by their size, texts by their letters.
pub fn sort(rows: &mut [Value], pointer: &str, is_descending: bool) {
    let key = |row: &Value| match row.pointer(pointer) {
        Some(Value::Number(number)) => (number.as_i64().unwrap_or_default(), String::new()),
        Some(Value::String(text)) => (0, text.clone()),
        _ => (0, String::new()),
    };
    rows.sort_by_cached_key(key);
    if is_descending {
        rows.reverse();
    }
}

/// Every row of a list that is short by its nature, at most a thousand.
pub async fn all(ask: &Ask, source: Source) -> Result<Vec<Value>, Reply> {
    Ok(read(ask, &source, &Window { offset: 0, size: MOST }).await?.items)
}

fn window(ask: &Ask) -> Result<Window, Reply> {
    let number = |name: &str| ask.wanted(name).map(str::parse::<usize>);
    match ask.family {
        Family::Manager => {
            let size = number("page_size").and_then(Result::ok).filter(|size| *size > 0).unwrap_or(25).min(500);
            let page = number("page").unwrap_or(Ok(1)).ok().filter(|page| *page > 0);
            let offset = page.and_then(|page| (page - 1).checked_mul(size));
            let offset = offset.ok_or_else(|| Reply::detail(StatusCode::NOT_FOUND, said(ask.family, "Invalid page.", "Page invalide.")))?;
            Ok(Window { offset, size })
        }
        Family::Office => {
            let size = number("limit").and_then(Result::ok).filter(|size| *size > 0).unwrap_or(10).min(500);
            Ok(Window { offset: number("offset").and_then(Result::ok).unwrap_or_default(), size })
        }
        Family::Services => {
            let size = number("limit").and_then(Result::ok).unwrap_or(MOST).min(MOST);
            Ok(Window { offset: number("offset").and_then(Result::ok).unwrap_or_default(), size })
        }
    }
}

/// Walks the list by its cursors to where the page begins, and reads it.
async fn read(ask: &Ask, source: &Source, window: &Window) -> Result<Rows, Reply> {
    let end = window.offset.saturating_add(window.size);
    let (mut seen, mut items, mut cursor) = (0, vec![], None::<String>);
    loop {
        let step = (end - seen).min(STEP);
        let page = ask.call(Call::get(source.after(cursor.as_deref(), step))).await?;
        let rows = page["items"].as_array().cloned().unwrap_or_default();
        let skipped = window.offset.saturating_sub(seen).min(rows.len());
        seen += rows.len();
        items.extend(rows.into_iter().skip(skipped));
        cursor = page["next"].as_str().map(ToOwned::to_owned);
        if cursor.is_none() || seen >= end {
            return Ok(Rows { items, has_more: cursor.is_some() });
        }
    }
}

/// The address of another page of the same list.
fn link(ask: &Ask, offset: usize, size: usize) -> String {
    let paging = ["page", "page_size", "limit", "offset"];
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in ask.query.iter().filter(|(name, _)| !paging.contains(&name.as_str())) {
        query.append_pair(name, value);
    }
    if ask.family == Family::Manager {
        query.append_pair("page", &(offset / size + 1).to_string());
        if let Some(size) = ask.wanted("page_size") {
            query.append_pair("page_size", size);
        }
    } else {
        query.append_pair("limit", &size.to_string()).append_pair("offset", &offset.to_string());
    }
    format!("{}?{}", ask.place, query.finish())
}
