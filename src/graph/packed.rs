//! Graph ↔ bytes, so that the graph of a store can be kept beside it and read back sooner than derived again.
//!
//! Each kind of thing is written in blocks ([`BLOCK`]), which are packed and unpacked on all cores. Not obvious: the
//! bytes have no version; who keeps them keeps the sources of the program with them. The network is not written: it
//! follows from the rest.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Graph, network};

/// Things in a block, which is compressed as a whole.
const BLOCK: usize = 8192;

/// Level of Zstandard: what is read back soon is compressed lightly.
const LEVEL: i32 = 1;

/// Why a graph could not be packed.
#[derive(Debug, thiserror::Error)]
#[error("the graph cannot be packed: {cause}")]
pub struct PackError {
    cause: String,
}

impl PackError {
    fn of(cause: impl std::fmt::Display) -> Self {
        let cause = cause.to_string();
        Self { cause }
    }
}

impl Graph {
    /// The graph as bytes that [`Graph::unpacked`] reads; the same graph always gives the same ones.
    ///
    /// ```
    /// use simpul::graph::{self, Graph};
    /// let bytes = graph::build(&[]).packed()?;
    /// assert!(Graph::unpacked(&bytes).is_some_and(|graph| graph.claims.is_empty()));
    /// # Ok::<(), graph::PackError>(())
    /// ```
    pub fn packed(&self) -> Result<Vec<u8>, PackError> {
        let mut out = Vec::new();
        pack(&self.entities.values().collect::<Vec<_>>(), &mut out)?;
        pack(&self.documents.values().collect::<Vec<_>>(), &mut out)?;
        pack(&self.claims, &mut out)?;
        pack(&self.propositions, &mut out)?;
        pack(&self.links, &mut out)?;
        pack(&self.outcomes, &mut out)?;
        Ok(out)
    }

    /// Reads what [`Graph::packed`] gave; `None` for other bytes.
    ///
    /// Bytes that were changed may give another graph: who keeps them keeps a checksum.
    #[must_use]
    pub fn unpacked(mut bytes: &[u8]) -> Option<Self> {
        let rest = &mut bytes;
        let entities: Vec<super::Entity> = unpack(rest)?;
        let documents: Vec<super::Document> = unpack(rest)?;
        let entities = entities.into_iter().map(|one| (one.id.clone(), one));
        let entities: BTreeMap<_, _> = entities.collect();
        let documents = documents.into_iter().map(|one| (one.name.clone(), one));
        let claims = unpack(rest)?;
        let propositions: Vec<super::Proposition> = unpack(rest)?;
        let network = network::network(&entities, &propositions);
        Some(Self {
            documents: documents.collect(),
            claims,
            links: unpack(rest)?,
            outcomes: unpack(rest)?,
            entities,
            propositions,
            network,
        })
        .filter(|_| rest.is_empty())
    }
}

/// Writes the number of blocks, and each block with its length before it.
fn pack<T: Serialize + Sync>(things: &[T], out: &mut Vec<u8>) -> Result<(), PackError> {
    let block = |things: &[T]| {
        let plain = postcard::to_stdvec(things).map_err(PackError::of)?;
        zstd::bulk::compress(&plain, LEVEL).map_err(PackError::of)
    };
    let blocks: Vec<Vec<u8>> = things
        .par_chunks(BLOCK)
        .map(block)
        .collect::<Result<_, _>>()?;
    write_length(blocks.len(), out);
    for block in blocks {
        write_length(block.len(), out);
        out.extend(block);
    }
    Ok(())
}

/// Reads what [`pack`] wrote and moves on behind it.
fn unpack<T: DeserializeOwned + Send>(bytes: &mut &[u8]) -> Option<Vec<T>> {
    let count = read_length(bytes)?;
    let mut blocks = Vec::new();
    for _ in 0..count {
        let length = read_length(bytes)?;
        let (block, rest) = bytes.split_at_checked(length)?;
        blocks.push(block);
        *bytes = rest;
    }
    let block = |block: &[u8]| -> Option<Vec<T>> {
        let plain = zstd::decode_all(block).ok()?;
        postcard::from_bytes(&plain).ok()
    };
    let things: Option<Vec<Vec<T>>> = blocks.into_par_iter().map(block).collect();
    let things = things?;
    let mut all = Vec::with_capacity(things.iter().map(Vec::len).sum());
    all.extend(things.into_iter().flatten());
    Some(all)
}

fn write_length(length: usize, out: &mut Vec<u8>) {
    out.extend((length as u64).to_le_bytes());
}

fn read_length(bytes: &mut &[u8]) -> Option<usize> {
    let (length, rest) = bytes.split_first_chunk::<8>()?;
    *bytes = rest;
    usize::try_from(u64::from_le_bytes(*length)).ok()
}

/// A figure field by field: records leave out what is empty, which bytes without names cannot.
pub(super) mod figure {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::record::Quantity;

    type Fields<T> = ((Option<f64>, Option<f64>), T, bool, T, Option<T>, Option<T>);

    fn fields(q: &Quantity) -> Fields<&str> {
        let (currency, of) = (q.currency.as_deref(), q.of.as_deref());
        let bounds = (q.min, q.max);
        (bounds, &q.unit, q.approximate, &q.text, currency, of)
    }

    #[allow(clippy::ref_option, reason = "serde passes the field as it is")]
    pub(in crate::graph) fn serialize<S: Serializer>(
        figure: &Option<Quantity>,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        figure.as_ref().map(fields).serialize(out)
    }

    pub(in crate::graph) fn deserialize<'d, D: Deserializer<'d>>(
        from: D,
    ) -> Result<Option<Quantity>, D::Error> {
        let figure =
            |((min, max), unit, approximate, text, currency, of): Fields<String>| Quantity {
                min,
                max,
                unit,
                approximate,
                text,
                currency,
                of,
            };
        Ok(Option::<Fields<String>>::deserialize(from)?.map(figure))
    }
}

/// What a page tells of itself, as [`figure`].
pub(super) mod details {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::record::Details;

    type Fields<T, L> = (L, Option<T>, Option<T>, Option<T>, Option<T>);

    pub(in crate::graph) fn serialize<S: Serializer>(
        details: &Details,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        let fields: Fields<&str, &[String]> = (
            &details.authors,
            details.published_at.as_deref(),
            details.modified.as_deref(),
            details.section.as_deref(),
            details.dateline.as_deref(),
        );
        fields.serialize(out)
    }

    pub(in crate::graph) fn deserialize<'d, D: Deserializer<'d>>(
        from: D,
    ) -> Result<Details, D::Error> {
        let (authors, published_at, modified, section, dateline) =
            Fields::<String, Vec<String>>::deserialize(from)?;
        Ok(Details {
            authors,
            published_at,
            modified,
            section,
            dateline,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{
        build,
        fixtures::{estimate, record, statement},
    };
    use crate::record::{Details, Record};

    fn graph() -> Graph {
        let money = |currency: &str| {
            let mut said = estimate("state-a", None, Some(3.5));
            if let Some(figure) = &mut said.quantity {
                figure.currency = Some(currency.to_owned());
            }
            said
        };
        let told = |day: &str| {
            let met = statement("state-a", "met", "state-b");
            let told = record(
                day,
                "x",
                vec![met, money("IDR"), estimate("state-b", Some(1.0), None)],
            );
            Record {
                published: Some(day.to_owned()),
                details: Details {
                    authors: vec!["Sari".to_owned()],
                    section: Some("dunia".to_owned()),
                    ..Details::default()
                },
                ..told
            }
        };
        build(&[told("2024-11-18"), told("2024-11-19")])
    }

    #[test]
    fn a_graph_comes_back_as_it_was() {
        let graph = graph();
        let bytes = graph.packed().unwrap();
        let back = Graph::unpacked(&bytes).unwrap();
        assert_eq!(format!("{graph:?}"), format!("{back:?}"));
        assert_eq!(bytes, back.packed().unwrap());
    }

    #[test]
    fn what_is_cut_off_or_too_long_is_no_graph() {
        let mut bytes = graph().packed().unwrap();
        for length in 0..bytes.len() {
            assert!(Graph::unpacked(&bytes[..length]).is_none(), "{length}");
        }
        bytes.push(0);
        assert!(Graph::unpacked(&bytes).is_none());
    }
}
