//! The ontology → a page for people, in Markdown or HTML: contents, then each term in both languages with its facts.
//!
//! Anchors are the local names of terms, so that the term's IRI leads to its place where the page is put at the
//! ontology's address.

use std::fmt::Write as _;

use maud::{DOCTYPE, Markup, html};

use super::reference::{Reference, Term, Value};
use super::vocab::SIMPUL;

/// The page in Markdown.
#[must_use]
pub fn markdown() -> String {
    let page = Reference::read();
    let [english, indonesian] = &page.about;
    let licences: Vec<String> = page.licences.iter().map(|iri| format!("<{iri}>")).collect();
    let mut out = format!(
        "# {}\n\n{english}\n\n*{indonesian}*\n\nNamespace `{SIMPUL}`, version <{}>, licence {}. Made from \
         `ontology/simpul.ttl` and `ontology/alignments.ttl` by `simpul ontology`; every term is given in English and, in \
         italics, in Indonesian.\n\n`from` and `to` say what usually stands at the two ends of a property; they rule nothing \
         out and let nothing be inferred.\n",
        page.title[0],
        page.version,
        licences.join(" or "),
    );
    for section in &page.sections {
        let names = section
            .terms
            .iter()
            .map(|term| format!("[{0}](#{0})", term.name));
        let names: Vec<String> = names.collect();
        // Writing to a String cannot fail.
        let _ = write!(out, "\n- **{}**: {}", section.title, names.join(", "));
    }
    out.push('\n');
    for section in &page.sections {
        let _ = write!(out, "\n## {}\n", section.title);
        section.terms.iter().for_each(|term| entry(term, &mut out));
    }
    out
}

fn entry(term: &Term, out: &mut String) {
    let Term {
        name,
        label,
        definition,
        facts,
    } = term;
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "\n### <a id=\"{name}\"></a>`simpul:{name}`\n\n**{}**: {}\n\n***{}***: *{}*\n\n",
        label[0], definition[0], label[1], definition[1]
    );
    for (fact, values) in facts {
        let shown: Vec<String> = values.iter().map(linked).collect();
        let _ = writeln!(out, "- {fact}: {}", shown.join(", "));
    }
}

fn linked(value: &Value) -> String {
    match value {
        Value::Own(name) => format!("[{name}](#{name})"),
        Value::Foreign(iri, short) => format!("[{short}]({iri})"),
        Value::Code(code) => format!("`{code}`"),
    }
}

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}\
h2{margin-top:3rem;border-bottom:1px solid #bbb}h3{margin:2rem 0 .2rem}a{color:#0b57a4}[lang=id]{color:#555;font-style:italic}\
p{margin:.2rem 0}dl{display:grid;grid-template-columns:8rem 1fr;margin:.4rem 0}dt{color:#555}dd{margin:0}";

/// The page in HTML: one file that needs no other.
#[must_use]
pub fn html() -> String {
    let page = Reference::read();
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (page.title[0]) }
                style { (STYLE) }
            }
            body {
                h1 { (page.title[0]) }
                (both(&page.about))
                p { "Namespace " code { (SIMPUL) } ", version " a href=(page.version) { (page.version) } ", licence "
                    @for (at, licence) in page.licences.iter().enumerate() {
                        @if at > 0 { " or " } a href=(licence) { (licence) }
                    } "." }
                nav { @for section in &page.sections {
                    p { b { (section.title) ": " }
                        @for (at, term) in section.terms.iter().enumerate() {
                            @if at > 0 { ", " } (own(&term.name))
                        } }
                } }
                @for section in &page.sections {
                    h2 { (section.title) }
                    @for term in &section.terms { (article(term)) }
                }
            }
        }
    };
    markup.into_string()
}

fn article(term: &Term) -> Markup {
    html! {
        article id=(term.name) {
            h3 { code { "simpul:" (term.name) } }
            @for (at, language) in ["en", "id"].into_iter().enumerate() {
                p lang=(language) { b { (term.label[at]) } ": " (term.definition[at]) }
            }
            dl { @for (fact, values) in &term.facts {
                dt { (fact) }
                dd { @for (at, value) in values.iter().enumerate() {
                    @if at > 0 { ", " }
                    @match value {
                        Value::Own(name) => (own(name)),
                        Value::Foreign(iri, short) => a href=(iri) { (short) },
                        Value::Code(code) => code { (code) },
                    }
                } }
            } }
        }
    }
}

fn own(name: &str) -> Markup {
    html! { a href={ "#" (name) } { (name) } }
}

fn both(text: &[String; 2]) -> Markup {
    html! { p lang="en" { (text[0]) } p lang="id" { (text[1]) } }
}
