//! What the formats look like.
