//! Annotated sentences → the model file of the tagger: a conditional random field (Lafferty and others 2001).
//!
//! Stochastic gradient ascent with `AdaGrad` steps (Duchi, Hazan, Singer 2011), sentences in an order from a fixed seed, so that
//! the same corpus gives the same model. A state or place that the names file knows is a place to learn from even where the corpus
//! has no label, because Simpul names owners and actors too.

use jiff::civil::Date;
use simpul::mention::{Lookup, tagger};
use simpul::read::Article;
use simpul::record::EntityType;
use simpul::seeds::Seeds;
use simpul::text;
use std::ops::Range;

use crate::corpus::{Label as Name, Sentence};
use crate::crf::{self, Example};

/// The model file that these sentences give.
pub(crate) fn train<'a>(corpus: impl Iterator<Item = &'a Sentence>, seeds: &Seeds) -> Vec<u8> {
    let examples: Vec<Example> = corpus.flat_map(|s| examples(s, seeds)).collect();
    crf::train(&examples)
}

/// Features and labels of the sentences that Simpul sees in a line of the corpus.
fn examples(sentence: &Sentence, seeds: &Seeds) -> Vec<Example> {
    let article = Article::paragraph("sentence", &sentence.text, Date::new(2014, 8, 25).ok());
    let text = text::split(&article, &seeds.lexicon);
    let lookup = Lookup::new(&text, seeds);
    let token = |range: &Range<usize>| {
        let inside = |t: &text::Token| t.start < range.end && range.start < t.end;
        let first = text.tokens.iter().position(inside);
        let last = text.tokens.iter().rposition(inside);
        first.zip(last).map(|(a, b)| a..b + 1)
    };
    let mut names: Vec<(Range<usize>, EntityType)> = sentence
        .names
        .iter()
        .filter_map(|(range, label)| Some((token(range)?, kind(*label))))
        .collect();
    for s in &text.sentences {
        for (known, kind) in tagger::known_names(&text, &lookup, s.tokens.clone()) {
            let free = names
                .iter()
                .all(|(n, _)| n.end <= known.start || known.end <= n.start);
            if free && kind == EntityType::Place {
                names.push((known, kind));
            }
        }
    }
    let label = |at: usize| {
        let name = names.iter().find(|(n, _)| n.contains(&at));
        let fits = |l: &&tagger::Label| match name {
            Some((n, kind)) if n.start == at => l.begins() == Some(*kind),
            Some((_, kind)) => l.goes_on() == Some(*kind),
            None => l.begins().is_none() && l.goes_on().is_none(),
        };
        tagger::Label::ALL
            .iter()
            .position(|l| fits(&l))
            .unwrap_or(0)
    };
    text.sentences
        .iter()
        .map(|s| Example {
            features: tagger::features(&text, &lookup, s.tokens.clone()),
            labels: s.tokens.clone().map(label).collect(),
        })
        .collect()
}

fn kind(label: Name) -> EntityType {
    match label {
        Name::Person => EntityType::Person,
        Name::Organization => EntityType::Organization,
        Name::Location => EntityType::Place,
    }
}
