//! Jobs and their lines as the rows of a paper. Pure.

use contracts::documents::PaperCell;
use kernel::Amount;

use crate::estimates::document::DocumentLine;

/// A job as it is printed.
pub struct PaperJob {
    pub title: String,
    /// A key of the wording beside the title.
    pub mark: Option<&'static str>,
    /// Keys of the wording, and what was written.
    pub notes: Vec<(&'static str, String)>,
    pub lines: Vec<DocumentLine>,
    pub net: Amount,
}

/// Which columns lines have.
#[derive(Clone, Copy)]
pub struct Columns {
    with_articles: bool,
    with_discounts: bool,
    with_prices: bool,
}

impl Columns {
    /// A column that no line fills is left out.
    pub fn of(jobs: &[PaperJob], with_prices: bool) -> Self {
        let mut lines = jobs.iter().flat_map(|job| &job.lines);
        Self {
            with_articles: lines.clone().any(|line| line.code.is_some()),
            with_discounts: with_prices && lines.any(|line| line.discount.0 != 0),
            with_prices,
        }
    }

    pub fn names(self) -> Vec<String> {
        let all = [
            (self.with_articles, "article"),
            (true, "description"),
            (true, "quantity"),
            (self.with_prices, "unit_price"),
            (self.with_discounts, "discount"),
            (self.with_prices, "vat_rate"),
            (self.with_prices, "line_net"),
        ];
        all.into_iter().filter(|(is_there, _)| *is_there).map(|(_, name)| name.to_owned()).collect()
    }

    pub fn rows(self, jobs: Vec<PaperJob>) -> Vec<Vec<PaperCell>> {
        jobs.into_iter().flat_map(|job| self.job(job)).collect()
    }

    fn job(self, job: PaperJob) -> Vec<Vec<PaperCell>> {
        let mut head = vec![PaperCell::Heading(job.title, job.mark.map(str::to_owned))];
        if self.with_prices {
            head.push(PaperCell::Amount(job.net));
        }
        let notes = job.notes.into_iter().map(|(key, text)| note(key, PaperCell::Text(text)));
        let lines = job.lines.into_iter().flat_map(|line| self.line(line));
        std::iter::once(head).chain(notes).chain(lines).collect()
    }

    fn line(self, line: DocumentLine) -> Vec<Vec<PaperCell>> {
        let article = line.code.map_or(PaperCell::Empty, PaperCell::Article);
        let discount = if line.discount.0 == 0 { PaperCell::Empty } else { PaperCell::Rate(line.discount) };
        let cells = [
            (self.with_articles, article),
            (true, PaperCell::Text(line.description)),
            (true, PaperCell::Quantity(line.quantity, line.unit)),
            (self.with_prices, PaperCell::Amount(line.unit_price)),
            (self.with_discounts, discount),
            (self.with_prices, PaperCell::Rate(line.vat_rate)),
            (self.with_prices, PaperCell::Amount(line.net)),
        ];
        let mut rows = vec![cells.into_iter().filter(|(is_there, _)| *is_there).map(|(_, cell)| cell).collect()];
        if self.with_prices && !line.off.is_zero() {
            rows.push(note("off", PaperCell::Amount(-line.off)));
        }
        rows
    }
}

fn note(key: &str, value: PaperCell) -> Vec<PaperCell> {
    vec![PaperCell::Note(key.to_owned(), Box::new(value))]
}
