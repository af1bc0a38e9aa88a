//! Sections → GitHub-flavoured Markdown.
//!
//! Not obvious: articles are strangers' text, so every sign that Markdown or HTML would read is escaped.

use super::page::{Block, Section, Table};

/// Writes the sections under one heading; charts are left out, as Markdown holds no pictures.
pub(super) fn write(sections: &[Section]) -> String {
    let mut out = String::from("# Simpul report\n");
    for section in sections {
        out.extend([
            "\n## ",
            &plain(&section.title),
            "\n\n",
            &plain(&section.about),
            "\n",
        ]);
        for block in &section.blocks {
            match block {
                Block::Heading(text) => out.extend(["\n### ", &plain(text), "\n"]),
                Block::Text(text) => out.extend(["\n", &plain(text), "\n"]),
                Block::Table(table) => rows(table, &mut out),
                Block::Chart { .. } => {}
            }
        }
    }
    out
}

fn rows(table: &Table, out: &mut String) {
    out.push_str("\n|");
    for head in &table.head {
        out.extend([" ", head, " |"]);
    }
    out.push_str("\n|");
    out.push_str(&" --- |".repeat(table.head.len()));
    for row in &table.rows {
        out.push_str("\n|");
        for cell in row {
            out.extend([" ", &plain(cell), " |"]);
        }
    }
    out.push('\n');
}

/// The text so that it is shown as it is.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_an_article_neither_break_the_table_nor_make_a_link() {
        let mut table = Table::new(["who", "what"]);
        table.row(["a|b".into(), "[x](y) <script> & *tebal*".into()]);
        let mut out = String::new();
        rows(&table, &mut out);
        assert_eq!(
            out,
            "\n| who | what |\n| --- | --- |\n| a\\|b | \\[x\\](y) &lt;script> &amp; \\*tebal\\* |\n"
        );
    }
}
