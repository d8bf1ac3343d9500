use fastrand::Rng;
use prost::encoding::{WireType, encode_key, encode_varint, string};

use crate::texts;

/// A binary frame: mostly a server error, sometimes another message, often damaged.
pub(crate) fn any(rng: &mut Rng) -> Vec<u8> {
    let mut frame = Vec::new();
    if rng.u8(..10) > 0 {
        encode_key(1, WireType::Varint, &mut frame);
        encode_varint(if rng.u8(..4) > 0 { 4 } else { rng.u64(..12) }, &mut frame);
    }
    for _ in 0..rng.usize(..3) {
        let field = if rng.bool() { 5 } else { rng.u32(2..13) };
        let payload = if rng.u8(..4) > 0 { error(rng) } else { noise(rng) };
        encode_key(field, WireType::LengthDelimited, &mut frame);
        encode_varint(payload.len() as u64, &mut frame);
        frame.extend(payload);
    }
    if rng.u8(..4) == 0 {
        damage(rng, &mut frame);
    }
    frame
}

fn error(rng: &mut Rng) -> Vec<u8> {
    let mut error = Vec::new();
    for _ in 0..rng.usize(..6) {
        match rng.u32(1..6) {
            3 => {
                encode_key(3, WireType::Varint, &mut error);
                let code = [rng.u64(..17), rng.u64(400..600), rng.u64(4000..5000), rng.u64(..)];
                encode_varint(rng.choice(code).unwrap_or_default(), &mut error);
            }
            field => string::encode(field, &texts::any(rng), &mut error),
        }
    }
    error
}

fn noise(rng: &mut Rng) -> Vec<u8> {
    (0..rng.usize(..24)).map(|_| rng.u8(..)).collect()
}

fn damage(rng: &mut Rng, frame: &mut Vec<u8>) {
    match rng.u8(..4) {
        0 => frame.truncate(rng.usize(..=frame.len())),
        1 => frame.extend(noise(rng)),
        2 => {
            let flipped = rng.choice(frame.iter_mut());
            if let Some(byte) = flipped {
                *byte ^= 1 << rng.u8(..8);
            }
        }
        _ => frame.splice(..0, noise(rng)).for_each(drop),
    }
}
