//! The only file that embeds anything of `data/`.
