//! Hard queries, and which record each must bring first, or among the first five.

use Kind::{Customer, Invoice, Product, Vehicle, WorkOrder};

#[derive(Clone, Copy)]
pub enum Kind {
    Customer,
    Vehicle,
    WorkOrder,
    Invoice,
    Product,
}

impl Kind {
    pub fn field(self) -> &'static str {
        match self {
            Self::Customer => "customers",
            Self::Vehicle => "vehicles",
            Self::WorkOrder => "work_orders",
            Self::Invoice => "invoices",
            Self::Product => "products",
        }
    }
}

#[derive(Clone, Copy)]
pub enum First {
    One,
    Five,
}

type Row = (&'static str, Kind, &'static str, First);

/// What is typed, and how the record is shown.
pub const TABLE: [Row; 46] = [
    // Accents and capitals.
    ("emilie gharsallah", Customer, "Émilie Gharsallâh", First::One),
    ("BECHIR OUERTANI", Customer, "Béchir Ouertani", First::One),
    ("jean francois muller", Customer, "Jean-François Müller", First::One),
    ("societe ettadhamen", Customer, "Société Ettadhamen de Transport", First::One),
    ("dalmeida", Customer, "Tarek d'Almeida", First::One),
    // Swapped words, and words left out.
    ("Gharsallah Emilie", Customer, "Émilie Gharsallâh", First::One),
    ("salah ben leila", Customer, "Leïla Ben Salah", First::Five),
    ("transport ettadhamen", Customer, "Société Ettadhamen de Transport", First::One),
    // Particles together and apart.
    ("ben amor wassim", Customer, "Wassim Benamor", First::One),
    ("benyoussef nizar", Customer, "Nizar Ben Youssef", First::One),
    // One letter put in, left out, mistaken or swapped.
    ("chokri bouzgarou", Customer, "Chokri Bouzgarrou", First::One),
    ("chokrii bouzgarrou", Customer, "Chokri Bouzgarrou", First::One),
    ("bechir ouertami", Customer, "Béchir Ouertani", First::One),
    ("bouzgarruo", Customer, "Chokri Bouzgarrou", First::One),
    ("ouretani", Customer, "Béchir Ouertani", First::One),
    ("wasim benamor", Customer, "Wassim Benamor", First::One),
    ("peugoet 308", Vehicle, "187 TU 90", First::One),
    // Two spellings of one name.
    ("chadli ayed", Customer, "Chedly Ayed", First::One),
    ("yousef khelifi", Customer, "Youssef Khlifi", First::Five),
    // Arabic: marks, hamzas, alefs, ta marbuta, the article.
    ("محمد الغرياني", Customer, "محمّد الغرياني", First::One),
    ("محمد غرياني", Customer, "محمّد الغرياني", First::One),
    ("احمد بن عياد", Customer, "أحمد بن عيّاد", First::One),
    ("فاطمه قاسمي", Customer, "فاطمة الزهراء قاسمي", First::One),
    ("قَاسِمي فاطمة", Customer, "فاطمة الزهراء قاسمي", First::One),
    ("محمد الغريني", Customer, "محمّد الغرياني", First::One),
    // The other script.
    ("hedi jouini", Customer, "الهادي الجويني", First::One),
    ("mohamed ghariani", Customer, "محمّد الغرياني", First::One),
    ("شكري بوزقرو", Customer, "Chokri Bouzgarrou", First::One),
    ("البشير الورتاني", Customer, "Béchir Ouertani", First::One),
    // Telephones.
    ("98 765 432", Customer, "Émilie Gharsallâh", First::One),
    ("98.765.432", Customer, "Émilie Gharsallâh", First::One),
    ("+216 98 765 432", Customer, "Émilie Gharsallâh", First::One),
    ("00216-98-765-432", Customer, "Émilie Gharsallâh", First::One),
    ("٩٨٧٦٥٤٣٢", Customer, "Émilie Gharsallâh", First::One),
    ("06 12 34 56 78", Customer, "Jean-François Müller", First::One),
    ("emilie 98 765", Customer, "Émilie Gharsallâh", First::One),
    // Plates, whole and in part, and VINs.
    ("4821", Vehicle, "215 TU 4821", First::Five),
    ("215tu48", Vehicle, "215 TU 482", First::Five),
    ("215 4821", Vehicle, "215 TU 4821", First::One),
    ("4821 215", Vehicle, "215 TU 4821", First::One),
    ("٢١٥ تونس ٤٨٢١", Vehicle, "215 TU 4821", First::One),
    ("876543", Vehicle, "187 TU 9034", First::One),
    ("gharsallah 187 tu 9034", Vehicle, "187 TU 9034", First::One),
    ("golf7", Vehicle, "215 TU 482", First::Five),
    // Words and codes together.
    ("oil 5w30", Product, "Oil 5W30 synthetic", First::One),
    ("huile 5w30", Product, "Huile moteur 5W-30 bidon", First::Five),
];

/// Numbers that the garage gave.
pub fn documents() -> &'static [Row] {
    &[
        ("{order}", WorkOrder, "{order}", First::One),
        ("{spaced order}", WorkOrder, "{order}", First::One),
        ("{order tail}", WorkOrder, "{order}", First::Five),
        ("{invoice}", Invoice, "{invoice}", First::One),
        ("{invoice tail}", Invoice, "{invoice}", First::Five),
    ]
}
