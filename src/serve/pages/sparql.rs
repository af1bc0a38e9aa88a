//! SPARQL for people: an editor with stock queries, an answer as a table and as files, an error at its place in the query.
//!
//! All of it works without a script; the script adds numbers of lines to the editor.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::ask::Ask;
use super::layout::Page;
use super::text::visible;
use super::triples::{term, triples};
use super::wanted::elsewhere;
use super::words::Lang;
use crate::rdf::{Answer, Dataset, stock};

/// Rows and triples on a page; files have all.
const ROWS: usize = 500;
/// What answers can be saved as: parameter and name.
const OF_ROWS: [(&str, &str); 4] = [
    ("csv", "CSV"),
    ("tsv", "TSV"),
    ("json", "JSON"),
    ("xml", "XML"),
];
const OF_GRAPHS: [(&str, &str); 4] = [
    ("turtle", "Turtle"),
    ("ntriples", "N-Triples"),
    ("jsonld", "JSON-LD"),
    ("rdfxml", "RDF/XML"),
];

/// The page with the stock queries and the editor; `?stock=` puts one into it.
pub(in crate::serve) fn form(ask: &Ask) -> Response {
    let lang = ask.lang;
    let chosen = ask.get("stock").and_then(stock::get);
    let query = chosen.or_else(|| stock::list().first());
    let body = html! {
        h1 { "SPARQL" }
        p.lead { (lang.t("sparql.lead")) }
        (editor(lang, query.map_or("", |query| query.text), None))
        (questions(lang, chosen))
        script src="/assets/sparql.js" defer {}
    };
    Page::new("SPARQL", body).answer(ask)
}

/// An answer as a table, below its query.
pub(in crate::serve) fn answer(ask: &Ask, answer: &Answer, data: &Dataset) -> Response {
    let lang = ask.lang;
    let query = ask.get("query");
    let body = html! {
        h1 { (lang.t("sparql.answer")) }
        @if query.is_some() { (files(ask, answer)) }
        @match answer {
            Answer::Boolean(value) => p.lead { (if *value { lang.t("yes") } else { lang.t("no") }) },
            Answer::Solutions { variables, rows } => {
                (count(lang, rows.len()))
                @if !rows.is_empty() { (table(lang, variables, rows, data)) }
            }
            Answer::Graph(quads) => {
                (count(lang, quads.len()))
                (triples(lang, quads.get(..ROWS).unwrap_or(quads), data))
            }
        }
        @if let Some(query) = query {
            h2 { (lang.t("sparql.query")) }
            (editor(lang, query, None))
            script src="/assets/sparql.js" defer {}
        }
        (questions(lang, None))
    };
    Page::new(lang.t("sparql.answer"), body).answer(ask)
}

/// The page for a query that was refused; `message` tells why, and perhaps where.
pub(super) fn refused(ask: &Ask, status: StatusCode, message: &str) -> Response {
    let lang = ask.lang;
    let query = ask.get("query").unwrap_or_default();
    let place = place(message);
    let title = if place.is_some() {
        lang.t("sparql.wrong")
    } else {
        lang.t("fault.title")
    };
    let body = html! {
        h1 { (title) }
        p.fault role="alert" { (visible(message)) }
        @if let Some(place) = place { (marked(lang, query, place)) }
        @if !query.is_empty() {
            (editor(lang, query, place))
            script src="/assets/sparql.js" defer {}
        }
        (questions(lang, None))
    };
    Page {
        status,
        ..Page::new(title, body)
    }
    .answer(ask)
}

/// Line and column of `… at line 2, column 5 …`, both from 1.
fn place(message: &str) -> Option<(usize, usize)> {
    let number = |word: &str| {
        let (_, rest) = message.split_once(word)?;
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    };
    Some((number("line ")?, number("column ")?))
}

/// The line of the query that the parser stumbled over, the rest from there marked.
fn marked(lang: Lang, query: &str, (line, column): (usize, usize)) -> Markup {
    let text = query
        .lines()
        .nth(line.saturating_sub(1))
        .unwrap_or_default();
    let before: String = text.chars().take(column.saturating_sub(1)).collect();
    let after: String = text.chars().skip(column.saturating_sub(1)).collect();
    html! {
        p { (lang.t("sparql.line")) " " (line) ", " (lang.t("sparql.column")) " " (column) ":" }
        pre.source { (visible(&before)) mark { @if after.is_empty() { "⏎" } @else { (visible(&after)) } } }
    }
}

fn editor(lang: Lang, query: &str, place: Option<(usize, usize)>) -> Markup {
    let rows = query.lines().count().clamp(8, 26);
    html! {
        form.query action="/sparql" method="get" {
            label for="query" { (lang.t("sparql.query")) }
            // A line feed right after the tag is dropped by HTML; this one saves the query's own.
            textarea #query name="query" rows=(rows) spellcheck="false" autocapitalize="off" data-editor
                data-line=[place.map(|(line, _)| line)] data-column=[place.map(|(_, column)| column)]
                aria-invalid=[place.map(|_| "true")] { "\n" (query) }
            p { button type="submit" { (lang.t("sparql.ask")) } }
        }
    }
}

/// The stock queries, each a link that puts it into the editor.
fn questions(lang: Lang, chosen: Option<&stock::Stock>) -> Markup {
    let current =
        |query: &stock::Stock| (chosen.map(|one| one.name) == Some(query.name)).then_some("true");
    html! {
        h2 { (lang.t("sparql.stock")) }
        ul.stock {
            @for query in stock::list() {
                li { a href={ "/sparql?stock=" (query.name) } aria-current=[current(query)] { (question(lang, query)) } }
            }
        }
    }
}

fn question(lang: Lang, query: &stock::Stock) -> &'static str {
    match lang {
        Lang::English => query.english(),
        Lang::Indonesian => query.indonesian(),
    }
}

/// How many there are, and how many of them are shown.
fn count(lang: Lang, rows: usize) -> Markup {
    html! {
        p.notice {
            @if rows == 0 { (lang.t("sparql.none")) }
            @else { (lang.number(rows)) " " (lang.t("rows")) ". " }
            @if rows > ROWS { (lang.t("sparql.first")) " " (lang.number(ROWS)) "." }
        }
    }
}

fn files(ask: &Ask, answer: &Answer) -> Markup {
    let formats = match answer {
        Answer::Graph(_) => OF_GRAPHS,
        Answer::Boolean(_) | Answer::Solutions { .. } => OF_ROWS,
    };
    html! {
        p.files {
            (ask.lang.t("sparql.files"))
            @for (format, name) in formats {
                " " a href=(elsewhere(ask, "/sparql", &[("format", Some(format))])) download { (name) }
            }
        }
    }
}

fn table(
    lang: Lang,
    variables: &[String],
    rows: &[Vec<Option<oxigraph::model::Term>>],
    data: &Dataset,
) -> Markup {
    html! {
        div.wide tabindex="0" role="region" aria-label=(lang.t("sparql.answer")) {
            table.list {
                thead { tr { @for variable in variables { th scope="col" { (visible(variable)) } } } }
                tbody {
                    @for row in rows.iter().take(ROWS) {
                        tr { @for cell in row { td dir="auto" { @if let Some(cell) = cell { (term(cell, data)) } } } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_marked_where_it_is() {
        let message = "the query cannot be read at line 2, column 7: expected `}`";
        assert_eq!(place(message), Some((2, 7)));
        assert_eq!(place("the query took too long"), None);
        let shown = marked(Lang::English, "SELECT *\n{ ?s <b>", (2, 6)).into_string();
        assert!(shown.contains("{ ?s <mark>&lt;b&gt;</mark>"), "{shown}");
        let end = marked(Lang::English, "SELECT", (1, 7)).into_string();
        assert!(end.contains("SELECT<mark>⏎</mark>"), "{end}");
        assert!(
            marked(Lang::English, "", (9, 9))
                .into_string()
                .contains("<mark>")
        );
    }
}
