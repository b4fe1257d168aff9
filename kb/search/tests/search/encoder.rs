//! The encoder gives the published model's vectors, for any text, and refuses files that are not
//! its own. What needs the weights is skipped where they are not.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use antiphon_search::{EncodeError, Encoder as _, MiniLm};

/// Where `cargo xtask weights` puts the weights.
fn folder() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let caches = set("XDG_CACHE_HOME").or_else(|| Some(set("HOME")?.join(".cache")));
    let folder = set("ANTIPHON_WEIGHTS")
        .or_else(|| Some(caches?.join("antiphon/weights/minilm-l6-v2-int8")))
        .filter(|folder| folder.join("model.onnx").is_file());
    if folder.is_none() {
        let reason = "skipped: there are no weights here; `cargo xtask weights` brings them";
        writeln!(std::io::stdout().lock(), "{reason}").unwrap();
    }
    folder
}

fn encoder() -> Option<MiniLm> {
    folder().map(|folder| MiniLm::open(&folder).unwrap())
}

fn product(one: &[f32], two: &[f32]) -> f32 {
    one.iter().zip(two).map(|(one, two)| one * two).sum()
}

/// The first numbers of the vectors that ONNX Runtime 1.31 computes with the same weights.
#[test]
fn vectors_are_those_of_the_published_model() {
    let Some(encoder) = encoder() else { return };
    let expected = [
        ("Where is my card?", [-0.0079, 0.022, -0.0365, 0.0281, 0.0281, -0.0159, 0.0086, 0.013]),
        (
            "@shop my parcel never came 😡 #fail",
            [-0.0142, 0.0018, 0.0926, -0.0564, 0.093, 0.0, 0.1021, -0.0044],
        ),
        (
            "Café naïve — 你好, “don’t”!",
            [0.0144, 0.0415, 0.0781, 0.0118, 0.0542, -0.0327, 0.1069, -0.0979],
        ),
        ("", [-0.1274, 0.0409, -0.0014, -0.016, 0.0539, 0.0089, 0.1179, 0.0048]),
        (&"word ".repeat(300), [0.0149, -0.0658, -0.029, 0.0186, -0.0398, 0.0174, 0.0396, -0.0243]),
    ];
    for (text, expected) in expected {
        let vector = encoder.encode(&[text]).unwrap().remove(0);
        for (found, expected) in vector.iter().zip(expected) {
            assert!((found - expected).abs() < 0.001, "{found} for {expected} in {text:?}");
        }
    }
}

/// A digest of vectors; the same on every processor, whatever its instructions.
#[test]
fn vectors_are_the_same_bit_for_bit_everywhere() {
    let Some(encoder) = encoder() else { return };
    let texts = ["Where is my card?", "@shop my parcel never came 😡 #fail", &"word ".repeat(99)];
    let mut digest = blake3::Hasher::new();
    for value in encoder.encode(&texts).unwrap().concat() {
        digest.update(&value.to_bits().to_le_bytes());
    }
    assert_eq!(
        digest.finalize().to_hex().as_str(),
        "63f06a2486aa6c6925c5503dd7472383f9321c7dd102e689be2c4cec148f332f"
    );
}

#[test]
fn meaning_counts_more_than_words() {
    let Some(encoder) = encoder() else { return };
    let texts = ["I cannot log in", "My password is refused", "I cannot find a shop"];
    let vectors = encoder.encode(&texts).unwrap();
    assert!(product(&vectors[0], &vectors[1]) > product(&vectors[0], &vectors[2]));
}

#[test]
fn a_vector_does_not_depend_on_the_texts_beside_it() {
    let Some(encoder) = encoder() else { return };
    let long = "a rather long text about parcels ".repeat(9);
    let texts = ["one", &long, "", "two?", &long, &long, "three three three", "\0"];
    let together = encoder.encode(&texts).unwrap();
    assert_eq!(together.len(), texts.len());
    for (text, vector) in texts.iter().zip(&together) {
        assert_eq!(&encoder.encode(&[text]).unwrap()[0], vector, "{text:?}");
    }
    assert!(encoder.encode(&[]).unwrap().is_empty());
}

#[test]
fn any_text_has_a_vector_of_length_one() {
    let Some(encoder) = encoder() else { return };
    let texts = [
        String::new(),
        "\0\u{1}\u{7f}\u{200b}\u{feff}\u{10ffff}".to_owned(),
        "👩‍👩‍👧‍👦🏳️‍🌈".repeat(500),
        "é".repeat(500_000),
        "many words ".repeat(100_000),
        "e\u{301}\u{345}\u{e000}\u{fffd}".to_owned(),
    ];
    for text in &texts {
        let vector = encoder.encode(&[text]).unwrap().remove(0);
        assert_eq!(vector.len(), encoder.dimensions());
        assert!((product(&vector, &vector) - 1.0).abs() < 1e-5);
    }
}

#[test]
fn a_missing_file_is_named_with_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let err = MiniLm::open(folder.path()).unwrap_err();
    assert!(matches!(err, EncodeError::Unreadable { .. }));
    assert!(err.to_string().contains("tokenizer.json"), "{err}");
    assert!(err.to_string().contains("go on without"), "{err}");
}

#[test]
fn files_of_something_else_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (model, pieces) = (folder.path().join("model.onnx"), folder.path().join("tokenizer.json"));
    fs::write(&pieces, r#"{"model":{"vocab":{"[UNK]":0,"[CLS]":1,"[SEP]":2}}}"#).unwrap();
    for content in [&b""[..], b"\0", b"<html>", &[0xff; 1000], &[0x3a, 0x80, 0x80]] {
        fs::write(&model, content).unwrap();
        let err = MiniLm::open(folder.path()).unwrap_err();
        assert!(matches!(err, EncodeError::Unfit { .. }), "{err}");
        assert!(err.to_string().contains("model.onnx"), "{err}");
    }
}

#[test]
fn damaged_weights_are_refused_or_still_give_vectors() {
    let Some(whole) = folder() else { return };
    let folder = tempfile::tempdir().unwrap();
    fs::copy(whole.join("tokenizer.json"), folder.path().join("tokenizer.json")).unwrap();
    let model = fs::read(whole.join("model.onnx")).unwrap();
    let write = |content: &[u8]| fs::write(folder.path().join("model.onnx"), content).unwrap();
    for part in 0..5 {
        write(&model[..model.len() / 5 * part]);
        assert!(refused(folder.path()), "cut to {part} fifths");
    }
    for place in (0..model.len()).step_by(model.len() / 8) {
        let mut damaged = model.clone();
        for byte in damaged.iter_mut().skip(place).take(64) {
            *byte = !*byte;
        }
        write(&damaged);
        if let Ok(encoder) = MiniLm::open(folder.path()) {
            assert_eq!(encoder.encode(&["a text"]).unwrap()[0].len(), encoder.dimensions());
        }
    }
}

fn refused(folder: &Path) -> bool {
    matches!(MiniLm::open(folder), Err(EncodeError::Unfit { .. }))
}
