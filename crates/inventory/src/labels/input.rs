//! What is asked of a sheet of labels.

use contracts::documents::{LabelSize, LabelSymbol, Language};
use contracts::inventory::ProductId;
use garde::Validate;
use kernel::{Problem, SiteId, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::fields::{CODE, NAME};

/// More are not printed at once, and not of more things.
pub const MOST_LABELS: usize = 1000;
const MOST_THINGS: usize = 200;
const MOST_COPIES: u16 = 1000;
const MOST_SKIPPED: u16 = 64;

/// Labels of up to 200 things, at most 1000 together.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelsInput {
    /// Whose bins are printed beside its articles.
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(skip)]
    pub size: LabelSize,
    /// Bars when left out.
    #[serde(default)]
    #[garde(skip)]
    pub symbol: Option<LabelSymbol>,
    /// French when left out.
    #[serde(default)]
    #[garde(skip)]
    pub language: Option<Language>,
    /// How many places of the first sheet are used already.
    #[serde(default)]
    #[garde(range(max = MOST_SKIPPED))]
    #[schema(maximum = 64)]
    pub skip: u16,
    #[serde(default)]
    #[garde(length(max = MOST_THINGS), dive)]
    #[schema(max_items = 200)]
    pub articles: Vec<ArticleLabel>,
    #[serde(default)]
    #[garde(length(max = MOST_THINGS), dive)]
    #[schema(max_items = 200)]
    pub bins: Vec<BinLabel>,
    /// Of what is kept elsewhere: the key of a car, a shelf of tyres.
    #[serde(default)]
    #[garde(length(max = MOST_THINGS), dive)]
    #[schema(max_items = 200)]
    pub tags: Vec<TagLabel>,
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ArticleLabel {
    #[garde(skip)]
    pub product_id: ProductId,
    #[garde(range(min = 1, max = MOST_COPIES))]
    #[schema(minimum = 1, maximum = 1000)]
    pub copies: u16,
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BinLabel {
    #[garde(custom(text::name(CODE)))]
    #[schema(max_length = 60, format = "filled-line")]
    pub bin: String,
    #[garde(range(min = 1, max = MOST_COPIES))]
    #[schema(minimum = 1, maximum = 1000)]
    pub copies: u16,
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TagLabel {
    /// What a scanner reads: an order's number.
    #[garde(custom(text::name(CODE)))]
    #[schema(max_length = 60, format = "filled-line")]
    pub code: String,
    #[garde(custom(text::name(NAME)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub title: String,
    #[serde(default)]
    #[garde(custom(text::line(NAME)))]
    #[schema(max_length = 200, format = "line")]
    pub detail: Option<String>,
    #[garde(range(min = 1, max = MOST_COPIES))]
    #[schema(minimum = 1, maximum = 1000)]
    pub copies: u16,
}

impl LabelsInput {
    /// Something is printed, and not too much.
    pub fn check(&self) -> Result<(), Problem> {
        let articles = self.articles.iter().map(|label| label.copies);
        let copies = articles.chain(self.bins.iter().map(|label| label.copies)).chain(self.tags.iter().map(|label| label.copies));
        match copies.map(usize::from).sum::<usize>() {
            0 => Err(Problem::field("/articles", "required", "say what labels are for")),
            1..=MOST_LABELS => Ok(()),
            _ => Err(Problem::field("/articles", "out-of-range", format!("at most {MOST_LABELS} labels are printed at once"))),
        }
    }
}
