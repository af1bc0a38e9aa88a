//! Triples sorted by subject and predicate → Turtle for the eye: prefixes first, a paragraph a subject, a line a
//! property.
//!
//! Numbers and truth values stand without quotes where Turtle reads the same literal back. Triple terms are written as
//! Turtle 1.2 has them, `<<( s p o )>>`; without them the file is Turtle 1.1.

use std::borrow::Cow;
use std::io::{self, Write};

use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Quad, Term, vocab::rdf, vocab::xsd};

/// Writes subjects one after another; graph names are left out.
pub(super) struct Writer<W> {
    short: Short,
    out: W,
}

impl<W: Write> Writer<W> {
    /// Begins with the prefixes, each with the namespace that it stands for.
    pub(super) fn new<'p>(
        prefixes: impl Iterator<Item = (&'p str, &'p str)>,
        mut out: W,
    ) -> io::Result<Self> {
        let own = |(prefix, space): (&str, &str)| (prefix.to_owned(), space.to_owned());
        let short = Short(prefixes.map(own).collect());
        for (prefix, space) in &short.0 {
            writeln!(out, "@prefix {prefix}: <{space}> .")?;
        }
        Ok(Self { short, out })
    }

    /// Writes triples that are sorted by subject and predicate, all those of a subject together.
    pub(super) fn write(&mut self, quads: &[Quad]) -> io::Result<()> {
        let Self { short, out } = self;
        for node in quads.chunk_by(|a, b| a.subject == b.subject) {
            let Some(first) = node.first() else { continue };
            write!(out, "\n{}", short.subject(&first.subject))?;
            for (at, same) in node.chunk_by(|a, b| a.predicate == b.predicate).enumerate() {
                let Some(first) = same.first() else { continue };
                out.write_all(if at == 0 { b" " } else { b" ;\n    " })?;
                out.write_all(short.predicate(&first.predicate).as_bytes())?;
                for (at, quad) in same.iter().enumerate() {
                    out.write_all(if at == 0 { b" " } else { b" , " })?;
                    out.write_all(short.object(&quad.object).as_bytes())?;
                }
            }
            out.write_all(b" .\n")?;
        }
        Ok(())
    }

    /// What was written to.
    pub(super) fn finish(self) -> W {
        self.out
    }
}

/// Writes terms short.
struct Short(Vec<(String, String)>);

impl Short {
    fn iri(&self, node: &NamedNode) -> String {
        let fit = |(prefix, space): &(String, String)| {
            let local = node.as_str().strip_prefix(space.as_str())?;
            is_local(local).then(|| format!("{prefix}:{local}"))
        };
        self.0
            .iter()
            .find_map(fit)
            .unwrap_or_else(|| node.to_string())
    }

    fn subject(&self, node: &NamedOrBlankNode) -> String {
        match node {
            NamedOrBlankNode::NamedNode(node) => self.iri(node),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        }
    }

    fn predicate(&self, node: &NamedNode) -> Cow<'static, str> {
        if *node == rdf::TYPE {
            Cow::Borrowed("a")
        } else {
            Cow::Owned(self.iri(node))
        }
    }

    fn object(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => self.iri(node),
            Term::BlankNode(node) => node.to_string(),
            Term::Literal(literal) => self.literal(literal),
            Term::Triple(triple) => format!(
                "<<( {} {} {} )>>",
                self.subject(&triple.subject),
                self.iri(&triple.predicate),
                self.object(&triple.object)
            ),
        }
    }

    fn literal(&self, literal: &Literal) -> String {
        let (value, datatype) = (literal.value(), literal.datatype());
        if is_bare(value, datatype.as_str()) {
            value.to_owned()
        } else if literal.language().is_some() || datatype == xsd::STRING {
            literal.to_string()
        } else {
            let text = Literal::new_simple_literal(value);
            format!("{text}^^{}", self.iri(&datatype.into_owned()))
        }
    }
}

/// Whether a local name needs no escape: letters, digits, `_`, inner `-` and `.`.
fn is_local(local: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    local.chars().all(inner)
        && local.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        && !local.ends_with('.')
}

/// Whether Turtle reads the bare value as a literal of that datatype.
fn is_bare(value: &str, datatype: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let unsigned = value.strip_prefix('-').unwrap_or(value);
    if datatype == xsd::BOOLEAN.as_str() {
        matches!(value, "true" | "false")
    } else if datatype == xsd::INTEGER.as_str() {
        digits(unsigned)
    } else {
        let split = unsigned.split_once('.');
        datatype == xsd::DECIMAL.as_str()
            && split.is_some_and(|(whole, part)| digits(whole) && digits(part))
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::io::{RdfFormat, RdfParser};

    use super::*;

    const PREFIXES: [(&str, &str); 2] = [
        ("id", "https://a.id/"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ];

    fn read(text: &str) -> Vec<Quad> {
        let parser = RdfParser::from_format(RdfFormat::Turtle)
            .with_base_iri("https://a.id/")
            .unwrap();
        parser.for_slice(text).map(Result::unwrap).collect()
    }

    fn written(quads: &[Quad]) -> String {
        let mut writer = Writer::new(PREFIXES.into_iter(), Vec::new()).unwrap();
        writer.write(quads).unwrap();
        String::from_utf8(writer.finish()).unwrap()
    }

    #[test]
    fn a_subject_is_a_paragraph() {
        let quads = read(
            "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n<a> a <B> ; <c> 1 , 2.50 , true , 1e0 , \"x\\n\"@id , \"2024-01-01\"^^xsd:date . <d> <e/f> <g.> .",
        );
        let text = written(&quads);
        let expected = "\
@prefix id: <https://a.id/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

id:a a id:B ;
    id:c 1 , 2.50 , true , \"1e0\"^^xsd:double , \"x\\n\"@id , \"2024-01-01\"^^xsd:date .

id:d <https://a.id/e/f> <https://a.id/g.> .
";
        assert_eq!(text, expected);
        assert_eq!(read(&text), quads);
    }

    #[test]
    fn a_triple_term_is_written_as_turtle_has_it() {
        let quads = read("<a> <says> <<( <b> <c> \"d\" )>> .");
        let text = written(&quads);
        assert!(
            text.contains("id:a id:says <<( id:b id:c \"d\" )>> ."),
            "{text}"
        );
        assert_eq!(read(&text), quads);
    }
}
