//! Placeholder until the shelf is here.
#[derive(Debug, Clone)]
pub(crate) struct Vector {
    values: Box<[i8]>,
    scale: f32,
}
impl Vector {
    pub(crate) fn new(values: &[f32]) -> Self {
        let most = values.iter().fold(0.0_f32, |m, v| m.max(v.abs()));
        let scale = if most > 0.0 { most / 127.0 } else { 1.0 };
        Self { values: values.iter().map(|v| (v / scale).round() as i8).collect(), scale }
    }
    pub(crate) fn values(&self) -> impl Iterator<Item = f32> + '_ {
        self.values.iter().map(|v| f32::from(*v) * self.scale)
    }
}
impl Vector {
    pub(crate) fn dimensions(&self) -> usize {
        self.values.len()
    }
    pub(crate) fn dot(&self, other: &[f32]) -> f32 {
        self.values.iter().zip(other).map(|(a, b)| f32::from(*a) * b).sum::<f32>() * self.scale
    }
}
use std::collections::HashMap;
use std::sync::Arc;
#[derive(Debug, Default)]
pub(crate) struct Shelf(HashMap<String, Arc<Vector>>);
impl Shelf {
    pub(crate) fn get(&self, text: &str) -> Option<Arc<Vector>> {
        self.0.get(text).cloned()
    }
    pub(crate) fn known(&self) -> u64 {
        self.0.len() as u64
    }
    pub(crate) fn put<'a>(
        &mut self,
        all: impl Iterator<Item = (&'a str, &'a [f32])>,
    ) -> Result<(), crate::encoder::EncodeError> {
        for (t, v) in all {
            self.0.insert(t.to_owned(), Arc::new(Vector::new(v)));
        }
        Ok(())
    }
}
