//! Sections → one HTML page with its style and charts inside, which asks nothing of the network.

use quick_xml::escape::escape;

use super::page::{Block, Section, Table};

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1d2126;--paper:#fdfdfb;--line:#d5d9de;--faint:#5b6570}\
@media(prefers-color-scheme:dark){:root{--ink:#e6e8ea;--paper:#16191d;--line:#3a4149;--faint:#9aa4af}}\
body{font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:64rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.7rem}h2{margin-top:2.5rem;border-bottom:2px solid var(--line)}h3{margin-top:2rem}\
p.about{color:var(--faint)}div.wide{overflow-x:auto}\
table{border-collapse:collapse;font-size:.9rem}td,th{padding:.35rem .8rem .35rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}\
td{unicode-bidi:isolate}td.name{overflow-wrap:anywhere}td.day{white-space:nowrap}th{white-space:nowrap}svg{max-width:100%;height:auto}";

/// Writes the page.
pub(super) fn write(sections: &[Section]) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Simpul report</title>\n\
         <style>{STYLE}</style>\n<h1>Simpul report</h1>\n"
    );
    for section in sections {
        out.extend([
            "<h2>",
            &escape(&section.title),
            "</h2>\n<p class=\"about\">",
        ]);
        out.extend([&escape(&section.about), "</p>\n"]);
        for block in &section.blocks {
            match block {
                Block::Heading(text) => out.extend(["<h3>", &escape(text), "</h3>\n"]),
                Block::Text(text) => out.extend(["<p>", &escape(text), "</p>\n"]),
                Block::Table(table) => rows(table, &mut out),
                Block::Chart { svg, about } => {
                    out.extend(["<figure role=\"img\" aria-label=\"", &escape(about), "\">"]);
                    out.extend([svg, "</figure>\n"]);
                }
            }
        }
    }
    out
}

/// A day stays in one line; a document's name, which may be an address without a space, is broken anywhere.
fn class(head: &str) -> &'static str {
    match head {
        "published" | "about" | "when" | "reported" => " class=\"day\"",
        "article" => " class=\"name\"",
        _ => "",
    }
}

fn rows(table: &Table, out: &mut String) {
    out.push_str("<div class=\"wide\"><table><thead><tr>");
    for head in &table.head {
        out.extend(["<th scope=\"col\">", &escape(*head), "</th>"]);
    }
    out.push_str("</tr></thead><tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (head, cell) in table.head.iter().zip(row) {
            out.extend(["<td", class(head), ">", &escape(cell), "</td>"]);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_an_article_are_words_and_no_markup() {
        let section = Section {
            title: "T".into(),
            about: "x".into(),
            blocks: vec![Block::Text("<script>alert(1)</script>\"'&".into())],
        };
        let page = write(&[section]);
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&apos;&amp;"));
        assert!(!page.contains("<script"));
    }
}
