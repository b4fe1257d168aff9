//! Every test that spans crates, in one program.

#[cfg(test)]
mod journeys;
#[cfg(test)]
mod quality;
#[cfg(test)]
mod support;
#[cfg(test)]
mod tidy;
