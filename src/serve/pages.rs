//! What a browser gets: the front page with a query form, an answer as a table, one entity.
//!
//! Plain HTML without scripts; every word that comes from the data is escaped, and an IRI of the
//! store's own base links to its page here.

use oxigraph::model::{NamedNode, Quad, Term};

use super::protocol::encode;
use crate::rdf::{Answer, Dataset, stock};

/// Numbers for the front page, counted once.
#[derive(Debug, Default)]
pub(super) struct Counts(pub(super) Vec<(String, String)>);

const HEAD: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
<meta name=\"viewport\" content=\"width=device-width\">\
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}\
table{border-collapse:collapse;font-size:.9rem}td,th{border-bottom:1px solid #ccc;padding:.25rem .75rem .25rem 0;\
text-align:left;vertical-align:top}textarea{width:100%;height:20rem;font:14px/1.4 monospace}</style>";

/// The front page: what is in the store, the stock queries, and a form with `query` in it.
pub(super) fn index(counts: &Counts, query: &str) -> String {
    let mut page = format!("{HEAD}<title>Simpul</title><h1>Simpul</h1><table>");
    for (name, count) in &counts.0 {
        page.extend(["<tr><td>", &escape(name), "<td>", &escape(count)]);
    }
    page += "</table><form action=\"/sparql\"><p><textarea name=\"query\">";
    page += &escape(query);
    page += "</textarea><p><button>Ask</button></form><h2>Questions</h2><ul>";
    for query in stock::list() {
        page.extend([
            "<li><a href=\"/?stock=",
            &encode(query.name),
            "\">",
            &escape(query.english()),
        ]);
        page.extend([
            "</a> <span lang=\"id\">",
            &escape(query.indonesian()),
            "</span>",
        ]);
    }
    page += "</ul><p>SPARQL 1.1 endpoint: <a href=\"/sparql\"><code>/sparql</code></a>\n";
    page
}

/// An answer as a table.
pub(super) fn answer(answer: &Answer, data: &Dataset) -> String {
    let mut page = format!("{HEAD}<title>Simpul: answer</title><p><a href=\"/\">Simpul</a>");
    match answer {
        Answer::Boolean(value) => page.extend(["<p>", if *value { "true" } else { "false" }, "\n"]),
        Answer::Solutions { variables, rows } => {
            page.extend(["<p>", &rows.len().to_string(), " rows<table><tr>"]);
            for variable in variables {
                page.extend(["<th>", &escape(variable)]);
            }
            for row in rows {
                page += "<tr>";
                for cell in row {
                    let shown = cell.as_ref().map_or_else(String::new, |t| term(t, data));
                    page.extend(["<td>", &shown]);
                }
            }
            page += "</table>\n";
        }
        Answer::Graph(triples) => page += &table(triples, data),
    }
    page
}

/// One IRI with all triples that it stands in.
pub(super) fn description(iri: &NamedNode, triples: &[Quad], data: &Dataset) -> String {
    format!(
        "{HEAD}<title>{iri}</title><p><a href=\"/\">Simpul</a><h1><code>{iri}</code></h1>{table}",
        iri = escape(iri.as_str()),
        table = table(triples, data),
    )
}

fn table(triples: &[Quad], data: &Dataset) -> String {
    let mut out = String::from("<table><tr><th>subject<th>predicate<th>object");
    for quad in triples {
        let subject = term(&quad.subject.clone().into(), data);
        let predicate = term(&quad.predicate.clone().into(), data);
        let object = term(&quad.object, data);
        out.extend(["<tr><td>", &subject, "<td>", &predicate, "<td>", &object]);
    }
    out + "</table>\n"
}

fn term(term: &Term, data: &Dataset) -> String {
    match term {
        Term::NamedNode(node) => link(node.as_str(), data.base().as_str()),
        Term::Literal(literal) => escape(literal.value()),
        Term::BlankNode(node) => escape(&node.to_string()),
        Term::Triple(triple) => escape(&triple.to_string()),
    }
}

fn link(iri: &str, base: &str) -> String {
    let local = iri.strip_prefix(base);
    let target = local.map_or_else(|| iri.to_owned(), |local| format!("/id/{local}"));
    let shown = local.unwrap_or_else(|| {
        iri.rsplit(['/', '#'])
            .next()
            .filter(|s| !s.is_empty())
            .unwrap_or(iri)
    });
    // A scheme such as `javascript:` must not become a link.
    if target.starts_with('/') || target.starts_with("https://") || target.starts_with("http://") {
        format!("<a href=\"{}\">{}</a>", escape(&target), escape(shown))
    } else {
        escape(iri)
    }
}

/// Text that HTML shows as it is, also within an attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_data_stay_words() {
        assert_eq!(escape("<b> & \"x\""), "&lt;b&gt; &amp; &quot;x&quot;");
        assert!(index(&Counts::default(), "</textarea>").contains("&lt;/textarea&gt;"));
    }

    #[test]
    fn own_iris_link_here_and_odd_schemes_nowhere() {
        let base = "https://simpul.dev/id/";
        assert_eq!(
            link("https://simpul.dev/id/state-russia", base),
            "<a href=\"/id/state-russia\">state-russia</a>"
        );
        assert!(link("https://example.org/a#b", base).contains(">b</a>"));
        assert_eq!(link("javascript:alert(1)", base), "javascript:alert(1)");
    }
}
