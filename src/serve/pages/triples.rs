//! RDF for people: the form for a query, an answer as a table, an IRI that has no page of its own.

use axum::response::Response;
use maud::{Markup, html};
use oxigraph::model::{NamedNode, Quad, Term};

use super::ask::Ask;
use super::layout::Page;
use super::text::{is_web, visible};
use super::words::Lang;
use crate::rdf::{Answer, Dataset, stock};

/// The page with the stock queries and a form; `?stock=` puts one into it.
pub(in crate::serve) fn form(ask: &Ask) -> Response {
    let lang = ask.lang;
    let chosen = ask.get("stock").and_then(stock::get);
    let query = chosen.or_else(|| stock::list().first());
    let body = html! {
        h1 { "SPARQL" }
        p.lead { (lang.t("sparql.lead")) }
        form.query action="/sparql" method="get" {
            label for="query" { (lang.t("sparql.query")) }
            textarea #query name="query" rows="16" spellcheck="false" { (query.map_or("", |query| query.text)) }
            p { button type="submit" { (lang.t("sparql.ask")) } }
        }
        h2 { (lang.t("sparql.questions")) }
        ul {
            @for query in stock::list() {
                li { a href={ "/sparql?stock=" (query.name) } { (question(lang, query)) } }
            }
        }
    };
    Page::new("SPARQL", body).answer(ask)
}

fn question(lang: Lang, query: &stock::Stock) -> &'static str {
    match lang {
        Lang::English => query.english(),
        Lang::Indonesian => query.indonesian(),
    }
}

/// An answer as a table.
pub(in crate::serve) fn answer(ask: &Ask, answer: &Answer, data: &Dataset) -> Response {
    let lang = ask.lang;
    let body = html! {
        h1 { (lang.t("sparql.answer")) }
        @match answer {
            Answer::Boolean(value) => p { (if *value { lang.t("yes") } else { lang.t("no") }) },
            Answer::Solutions { variables, rows } => {
                p { (lang.number(rows.len())) " " (lang.t("rows")) }
                div.wide tabindex="0" role="region" aria-label=(lang.t("sparql.answer")) {
                    table {
                        thead { tr { @for variable in variables { th scope="col" { (visible(variable)) } } } }
                        tbody {
                            @for row in rows {
                                tr { @for cell in row { td dir="auto" { @if let Some(cell) = cell { (term(cell, data)) } } } }
                            }
                        }
                    }
                }
            }
            Answer::Graph(quads) => (triples(lang, quads, data)),
        }
    };
    Page::new(lang.t("sparql.answer"), body).answer(ask)
}

/// One IRI with all triples that it stands in.
pub(in crate::serve) fn description(
    ask: &Ask,
    iri: &NamedNode,
    quads: &[Quad],
    data: &Dataset,
) -> Response {
    let local = iri.as_str().strip_prefix(data.base().as_str());
    let local = local.unwrap_or(iri.as_str());
    let body = html! {
        h1 { code { (visible(local)) } }
        (triples(ask.lang, quads, data))
    };
    Page::new(local, body).answer(ask)
}

fn triples(lang: Lang, quads: &[Quad], data: &Dataset) -> Markup {
    html! {
        div.wide tabindex="0" role="region" aria-label=(lang.t("sparql.triples")) {
            table {
                thead {
                    tr {
                        th scope="col" { (lang.t("rdf.subject")) }
                        th scope="col" { (lang.t("rdf.predicate")) }
                        th scope="col" { (lang.t("rdf.object")) }
                    }
                }
                tbody {
                    @for quad in quads {
                        tr {
                            td { (term(&quad.subject.clone().into(), data)) }
                            td { (term(&quad.predicate.clone().into(), data)) }
                            td dir="auto" { (term(&quad.object, data)) }
                        }
                    }
                }
            }
        }
    }
}

fn term(term: &Term, data: &Dataset) -> Markup {
    match term {
        Term::NamedNode(node) => link(node.as_str(), data.base().as_str()),
        Term::Literal(literal) => html! { (visible(literal.value())) },
        other => html! { (visible(&other.to_string())) },
    }
}

/// An IRI of the store's own base links to its page here, one of the web to the web, any other nowhere.
fn link(iri: &str, base: &str) -> Markup {
    if let Some(local) = iri.strip_prefix(base) {
        return html! { a href={ "/id/" (local) } { (local) } };
    }
    let last = iri.rsplit(['/', '#']).next().filter(|s| !s.is_empty());
    if is_web(iri) {
        html! { a href=(iri) rel="noreferrer external" title=(visible(iri)) { (visible(last.unwrap_or(iri))) } }
    } else {
        html! { (visible(iri)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_iris_link_here_and_odd_schemes_nowhere() {
        let base = "https://simpul.dev/id/";
        let shown = |iri| link(iri, base).into_string();
        assert_eq!(
            shown("https://simpul.dev/id/state-russia"),
            "<a href=\"/id/state-russia\">state-russia</a>"
        );
        assert!(shown("https://example.org/a#b").contains(">b</a>"));
        assert_eq!(shown("javascript:alert(1)"), "javascript:alert(1)");
    }
}
