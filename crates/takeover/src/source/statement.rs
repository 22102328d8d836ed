//! `CREATE TABLE` and `INSERT` statements of a dump, as far as columns and values.

/// A statement that says something of rows.
#[derive(Debug, PartialEq, Eq)]
pub enum Statement {
    Create { table: String, columns: Vec<String> },
    Insert { table: String, columns: Vec<String>, rows: Vec<Vec<Option<Vec<u8>>>> },
}

/// Whether a line begins one of them.
pub fn begins(line: &[u8]) -> bool {
    let upper: Vec<u8> = line.iter().take(16).map(u8::to_ascii_uppercase).collect();
    upper.starts_with(b"INSERT INTO ") || upper.starts_with(b"CREATE TABLE ")
}

/// Whether it ends with its semicolon, outside of texts.
pub fn is_whole(text: &[u8], escapes: bool) -> bool {
    let mut walk = Walk { text, at: 0, escapes };
    while let Some(byte) = walk.peek() {
        match byte {
            b'\'' | b'"' | b'`' if walk.quoted().is_none() => return false,
            b'\'' | b'"' | b'`' => {}
            b';' => return true,
            _ => walk.at += 1,
        }
    }
    false
}

/// What it says; none where it cannot be read.
pub fn parse(text: &[u8], escapes: bool) -> Option<Statement> {
    let mut walk = Walk { text, at: 12, escapes };
    if text[..12].eq_ignore_ascii_case(b"INSERT INTO ") { walk.insert() } else { walk.create() }
}

/// The last part of a name, without quotes: `"public"."shop_vehicle"` is `shop_vehicle`.
pub fn bare(name: &str) -> String {
    name.rsplit('.').next().unwrap_or_default().trim().trim_matches(['"', '`', '\'']).to_owned()
}

/// Names with commas between.
pub fn names(list: &str) -> Vec<String> {
    list.split(',').map(|name| name.trim().trim_matches(['"', '`']).to_owned()).collect()
}

/// Of a column; none where it is null.
struct Value(Option<Vec<u8>>);

/// A place in a statement.
struct Walk<'a> {
    text: &'a [u8],
    at: usize,
    /// A backslash takes the next letter as it is, or as what it stands for.
    escapes: bool,
}

impl Walk<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        self.space();
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    /// Up to one of these, outside of quotes.
    fn until(&mut self, ends: &[u8]) -> Option<String> {
        let begin = self.at;
        while let Some(byte) = self.peek() {
            if ends.contains(&byte) {
                return Some(String::from_utf8_lossy(&self.text[begin..self.at]).trim().to_owned());
            }
            match byte {
                b'"' | b'`' | b'\'' => drop(self.quoted()?),
                _ => self.at += 1,
            }
        }
        None
    }

    /// A text in quotes; the quote twice stands for itself.
    fn quoted(&mut self) -> Option<Vec<u8>> {
        let quote = self.peek()?;
        let escapes = self.escapes && quote == b'\'';
        self.at += 1;
        let mut text = vec![];
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'\\' if escapes => {
                    let next = self.peek()?;
                    self.at += 1;
                    text.push(match next {
                        b'n' => b'\n',
                        b't' => b'\t',
                        b'r' => b'\r',
                        b'0' => 0,
                        other => other,
                    });
                }
                byte if byte == quote && self.peek() == Some(quote) => {
                    self.at += 1;
                    text.push(quote);
                }
                byte if byte == quote => return Some(text),
                byte => text.push(byte),
            }
        }
    }

    fn insert(&mut self) -> Option<Statement> {
        let head = self.until(b"(")?;
        let is_values = |text: &str| text.to_ascii_uppercase().ends_with("VALUES");
        let (table, columns) = if is_values(&head) {
            (head[..head.len() - 6].trim().to_owned(), vec![])
        } else {
            self.at += 1;
            let columns = names(&self.until(b")")?);
            self.at += 1;
            self.until(b"(").filter(|text| is_values(text))?;
            (head, columns)
        };
        let mut rows = vec![];
        while self.take(b'(') {
            rows.push(self.row()?);
            self.take(b',');
        }
        Some(Statement::Insert { table, columns, rows })
    }

    /// The values up to the bracket.
    fn row(&mut self) -> Option<Vec<Option<Vec<u8>>>> {
        let mut row = vec![];
        loop {
            self.space();
            let value = self.value()?;
            row.push(value.0);
            if self.take(b')') {
                return Some(row);
            }
            if !self.take(b',') {
                return None;
            }
        }
    }

    fn value(&mut self) -> Option<Value> {
        let is_escaped = matches!(self.peek()?, b'E' | b'e') && self.text.get(self.at + 1) == Some(&b'\'');
        let escapes = self.escapes;
        self.escapes |= is_escaped;
        self.at += usize::from(is_escaped);
        let value = if self.peek()? == b'\'' {
            let text = self.quoted()?;
            // `'2025-01-01'::date`
            self.until(b",)")?;
            Some(text)
        } else {
            let word = self.until(b",)")?;
            (!word.eq_ignore_ascii_case("null") && !word.eq_ignore_ascii_case("default")).then(|| word.into_bytes())
        };
        self.escapes = escapes;
        Some(Value(value))
    }

    fn create(&mut self) -> Option<Statement> {
        self.at += usize::from(self.text.len() > 13 && self.peek() == Some(b' '));
        let head = self.until(b"(")?;
        self.at += 1;
        let mut columns = vec![];
        while let Some(part) = self.part() {
            let first = part.split_whitespace().next().unwrap_or_default();
            let is_rule = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "KEY", "INDEX", "FULLTEXT", "EXCLUDE"]
                .contains(&first.to_ascii_uppercase().as_str());
            if !is_rule && !first.is_empty() {
                columns.push(first.trim_matches(['"', '`']).to_owned());
            }
            if !self.take(b',') {
                break;
            }
        }
        let table = head.split_whitespace().next_back()?.to_owned();
        Some(Statement::Create { table, columns })
    }

    /// A column's definition, with what is in its brackets.
    fn part(&mut self) -> Option<String> {
        let (begin, mut depth) = (self.at, 0);
        loop {
            match self.peek()? {
                b'(' => depth += 1,
                b')' if depth > 0 => depth -= 1,
                b')' | b',' if depth == 0 => return Some(String::from_utf8_lossy(&self.text[begin..self.at]).trim().to_owned()),
                b'"' | b'`' | b'\'' => {
                    self.quoted()?;
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn insert(text: &str, escapes: bool) -> (String, Vec<String>, Vec<Vec<Option<String>>>) {
        assert!(begins(text.as_bytes()) && is_whole(text.as_bytes(), escapes), "{text}");
        let Some(Statement::Insert { table, columns, rows }) = parse(text.as_bytes(), escapes) else { panic!("{text}") };
        let texts = |row: Vec<Option<Vec<u8>>>| row.into_iter().map(|cell| cell.map(|text| String::from_utf8(text).unwrap())).collect();
        (table, columns, rows.into_iter().map(texts).collect())
    }

    fn row(cells: &[&str]) -> Vec<Option<String>> {
        cells.iter().map(|cell| (*cell != "∅").then(|| (*cell).to_owned())).collect()
    }

    #[test]
    fn values_are_read_with_their_quotes() {
        let (table, columns, rows) = insert("INSERT INTO public.car (id, name) VALUES (1, 'O''Neil; (x), y'), (2, NULL);\n", false);
        assert_eq!((bare(&table), columns), ("car".to_owned(), vec!["id".to_owned(), "name".to_owned()]));
        assert_eq!(rows, [row(&["1", "O'Neil; (x), y"]), row(&["2", "∅"])]);
        let (_, columns, rows) = insert("INSERT INTO \"car\" VALUES (1, E'a\\nb', '2025-01-01'::date, true);", false);
        assert_eq!((columns.len(), rows), (0, vec![row(&["1", "a\nb", "2025-01-01", "true"])]));
        let (table, _, rows) = insert("INSERT INTO `Customer` VALUES ('a\\'b',-1.5),('c\\\\',2);", true);
        assert_eq!((bare(&table), rows), ("Customer".to_owned(), vec![row(&["a'b", "-1.5"]), row(&["c\\", "2"])]));
    }

    #[test]
    fn a_text_may_go_over_lines() {
        assert!(!is_whole(b"INSERT INTO a VALUES (1, 'x;\n", false));
        assert!(is_whole(b"INSERT INTO a VALUES (1, 'x;\ny');\n", false));
        assert_eq!(parse(b"INSERT INTO a VALUES (1, 'x'", false), None);
    }

    #[test]
    fn columns_come_from_the_table_where_rows_leave_them_out() {
        let text = b"CREATE TABLE public.car (\n    id bigint NOT NULL,\n    \"make\" character varying(50) DEFAULT 'a,b',\n    \
                     price numeric(10,2),\n    CONSTRAINT ok CHECK ((price > 0))\n);\n";
        let columns = ["id", "make", "price"].map(str::to_owned).to_vec();
        assert_eq!(parse(text, false), Some(Statement::Create { table: "public.car".to_owned(), columns }));
    }
}
