//! Sections → columns of text for a terminal; charts become the tables they are drawn from.

use comfy_table::{ContentArrangement, Table as Columns, presets};

use super::page::{Block, Section, Table};

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

fn columns(table: &Table, width: Option<u16>) -> String {
    let mut columns = Columns::new();
    columns.load_preset(presets::UTF8_HORIZONTAL_ONLY);
    columns.set_header(table.head.clone());
    if let Some(width) = width {
        columns.set_content_arrangement(ContentArrangement::Dynamic);
        columns.set_width(width);
    }
    for row in &table.rows {
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
