//! A claim inside one article, before it is written as a statement of the record.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::link::EntityIx;
use crate::record::{Modality, Polarity, Quantity};
use crate::seeds::Act;

/// How sure each kind of rule is: the share of its claims that were right on the annotated articles
/// (`.ci/scores` names the sets) when it was last measured, in steps of 0.05.
pub(crate) mod confidence {
    /// A post with the body that it is held in.
    pub(crate) const ROLE: f64 = 0.95;
    /// A post whose body the text does not name.
    pub(crate) const BARE_ROLE: f64 = 0.65;
    /// A place beside the place that holds it.
    pub(crate) const CONTAINED: f64 = 0.8;
    /// A figure that somebody vouches for.
    pub(crate) const FIGURE: f64 = 0.9;
    /// A verb or event noun with both its ends.
    pub(crate) const BOTH_ENDS: f64 = 0.8;
    /// One end only.
    pub(crate) const ONE_END: f64 = 0.75;
    /// The claim of the sentence before, denied by a pronoun.
    pub(crate) const DENIED_BEFORE: f64 = 0.75;
}

/// One statement, with entities of the article and tokens of its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Who acts.
    pub subject: Option<EntityIx>,
    /// Position in the predicate table.
    pub predicate: usize,
    /// Whom or what it concerns.
    pub object: Option<EntityIx>,
    /// Where.
    pub place: Option<EntityIx>,
    /// What was supplied.
    pub item: Option<EntityIx>,
    /// What a figure counts.
    pub about: Option<EntityIx>,
    /// The post, as tokens.
    pub role: Option<Range<usize>>,
    /// When, EDTF.
    pub time: Option<String>,
    /// How many.
    pub quantity: Option<Quantity>,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How real.
    pub modality: Modality,
    /// Who vouches.
    pub sources: Vec<EntityIx>,
    /// By what act.
    pub act: Option<Act>,
    /// 0 to 1.
    pub confidence: f64,
    /// The word that gave it, as tokens.
    pub trigger: Range<usize>,
    /// The sentence it stands in.
    pub sentence: usize,
}

impl Claim {
    /// A claim of a predicate at a trigger, with nothing else said.
    pub(crate) fn new(predicate: usize, sentence: usize, trigger: Range<usize>) -> Self {
        Self {
            subject: None,
            predicate,
            object: None,
            place: None,
            item: None,
            about: None,
            role: None,
            time: None,
            quantity: None,
            polarity: Polarity::Affirmed,
            modality: Modality::Actual,
            sources: Vec::new(),
            act: None,
            confidence: confidence::BOTH_ENDS,
            trigger,
            sentence,
        }
    }

    fn same_core(&self, other: &Self) -> bool {
        self.predicate == other.predicate
            && self.subject == other.subject
            && self.object == other.object
            && self.polarity == other.polarity
            && self.modality == other.modality
            && self.about == other.about
            && interval(self.quantity.as_ref()) == interval(other.quantity.as_ref())
    }

    fn weight(&self) -> usize {
        usize::from(self.time.is_some())
            + usize::from(self.place.is_some())
            + usize::from(self.item.is_some())
            + usize::from(!self.sources.is_empty())
    }
}

type Interval = Option<(Option<u64>, Option<u64>, String)>;

fn interval(quantity: Option<&Quantity>) -> Interval {
    quantity.map(|q| {
        (
            q.min.map(f64::to_bits),
            q.max.map(f64::to_bits),
            q.unit.clone(),
        )
    })
}

/// One fact told twice is one claim: the telling that says most stays.
pub(crate) fn merge(claims: &mut Vec<Claim>) {
    let mut out: Vec<Claim> = Vec::with_capacity(claims.len());
    let mut alike: FxHashMap<_, Vec<usize>> = FxHashMap::default();
    for claim in claims.drain(..) {
        let places = alike
            .entry((claim.predicate, claim.subject, claim.object))
            .or_default();
        let same = |o: &Claim| o.same_core(&claim) && compatible(o, &claim);
        let earlier = places.iter().find(|at| out.get(**at).is_some_and(same));
        match earlier.and_then(|at| out.get_mut(*at)) {
            Some(earlier) if claim.weight() > earlier.weight() => *earlier = claim,
            Some(_) => {}
            None => {
                places.push(out.len());
                out.push(claim);
            }
        }
    }
    *claims = out;
}

/// Whether two tellings can be one event: no two different days, places or sets of sources.
fn compatible(a: &Claim, b: &Claim) -> bool {
    let agree = |x: &Option<String>, y: &Option<String>| x.is_none() || y.is_none() || x == y;
    let places = a.place.is_none() || b.place.is_none() || a.place == b.place;
    let sources = a.sources.is_empty()
        || b.sources.is_empty()
        || a.sources.iter().any(|s| b.sources.contains(s));
    agree(&a.time, &b.time) && places && sources
}

/// A trigger that gave nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) trigger: Range<usize>,
    pub(crate) predicate: usize,
    pub(crate) reason: &'static str,
}
