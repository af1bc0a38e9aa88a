//! Sections → columns of text for a terminal; charts become the tables they are drawn from.

use comfy_table::{ContentArrangement, Table as Columns, presets};

use super::page::{Block, Section, Table};

/// Heads of the columns with the number of a row, its article and what that says.
const NUMBER: &str = "no";
const ARTICLE: &str = "article";
const SENTENCE: &str = "sentence";

/// Writes the sections; lines are broken at `width` where there is one.
pub(super) fn write(sections: &[Section], width: Option<u16>) -> String {
    let mut out = String::new();
    for (n, section) in sections.iter().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        out.extend([
            &section.title,
            "\n",
            &"=".repeat(section.title.chars().count()),
        ]);
        out.extend(["\n", &section.about, "\n"]);
        for block in &section.blocks {
            match block {
                Block::Heading(text) => {
                    out.extend(["\n", text, "\n", &"-".repeat(text.chars().count()), "\n"]);
                }
                Block::Text(text) => out.extend(["\n", text, "\n"]),
                Block::Table(table) => out.extend(["\n", &columns(table, width), "\n"]),
                Block::Chart { .. } => {}
            }
        }
    }
    out
}

/// The facts as columns; what the articles say of them stands below as lines of text, since beside the facts it would
/// be a tower of single words.
fn columns(table: &Table, width: Option<u16>) -> String {
    let said = table.head.iter().position(|head| *head == SENTENCE);
    let article = table.head.iter().position(|head| *head == ARTICLE);
    let (Some(width), Some(said), Some(article)) = (width, said, article) else {
        return grid(&table.head, &table.rows, width);
    };
    let numbered = table.head.first() == Some(&NUMBER);
    let mut facts = Vec::new();
    let mut below = String::new();
    for (n, row) in (1..).zip(&table.rows) {
        let mut kept = if numbered {
            vec![]
        } else {
            vec![n.to_string()]
        };
        kept.extend(others(row, [said, article]).cloned());
        facts.push(kept);
        let number = format!("{n:>3}  ");
        let cell = |at: usize| row.get(at).map_or("", String::as_str);
        below.extend(["\n", &number, &plain(cell(article)), "\n"]);
        below.push_str(&indented(&plain(cell(said)), number.len(), width.into()));
    }
    let mut head = if numbered { vec![] } else { vec![NUMBER] };
    head.extend(others(&table.head, [said, article]));
    grid(&head, &facts, Some(width)) + "\n" + &below
}

/// All cells but those at two positions.
fn others<T>(row: &[T], left_out: [usize; 2]) -> impl Iterator<Item = &T> {
    let cells = row.iter().enumerate();
    cells.filter_map(move |(at, cell)| (!left_out.contains(&at)).then_some(cell))
}

/// Text in lines of at most `width` characters, each after `margin` spaces; a longer word has a line of its own.
fn indented(text: &str, margin: usize, width: usize) -> String {
    let (mut out, mut column) = (String::new(), width);
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column + 1 + length > width {
            let gap = if out.is_empty() { "" } else { "\n" };
            out.extend([gap, &" ".repeat(margin), word]);
            column = margin + length;
        } else {
            out.extend([" ", word]);
            column += 1 + length;
        }
    }
    out.push('\n');
    out
}

fn grid(head: &[&str], rows: &[Vec<String>], width: Option<u16>) -> String {
    let mut columns = Columns::new();
    columns.load_preset(presets::UTF8_HORIZONTAL_ONLY);
    columns.set_header(head);
    if let Some(width) = width {
        columns.set_content_arrangement(ContentArrangement::Dynamic);
        columns.set_width(width);
    }
    for row in rows {
        columns.add_row(row.iter().map(|cell| plain(cell)));
    }
    columns.trim_fmt()
}

/// Without control characters, which a terminal would obey.
fn plain(cell: &str) -> String {
    cell.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_stand_below_the_facts_and_no_line_is_wider_than_asked() {
        let mut table = Table::new(["who", "article", "sentence"]);
        let said = "Kapal itu berlayar dari pelabuhan lama menuju utara";
        for who in ["Rusia", "Ukraina"] {
            table.row([who.into(), "a.txt".into(), said.into()]);
        }
        let text = columns(&table, Some(30));
        assert!(
            text.contains("\n  2  a.txt\n     Kapal itu berlayar dari\n     pelabuhan"),
            "{text}"
        );
        assert!(text.contains(" 2    Ukraina"), "{text}");
        assert!(
            text.lines().all(|line| line.chars().count() <= 30),
            "{text}"
        );
        assert!(
            columns(&table, None).contains(said),
            "one line where no width is given"
        );
    }

    #[test]
    fn a_control_character_of_an_article_does_not_reach_the_terminal() {
        let mut table = Table::new(["a"]);
        table.row(["\u{1b}[31mmerah".to_owned()]);
        let section = Section {
            title: "T".into(),
            about: "x".into(),
            blocks: vec![Block::Table(table)],
        };
        let text = write(&[section], None);
        assert!(
            text.contains(" [31mmerah") && !text.contains('\u{1b}'),
            "{text}"
        );
    }
}
